import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

export type RailDrawerProps = { isOpen: boolean; onClose: () => void; children: ReactNode };

/** The whole rail over a narrow screen. */
export function RailDrawer({ isOpen, onClose, children }: RailDrawerProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
      className="fixed inset-0 z-50 bg-veil"
    >
      <Modal className="absolute inset-y-0 left-0 w-72 max-w-[85vw] border-r border-rule bg-rail">
        <Dialog aria-label="Places" className="h-full outline-none">
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
