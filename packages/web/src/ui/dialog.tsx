import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { floating } from "./popover.tsx";

export type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, the one that does it last. */
  actions?: ReactNode;
  /** `alertdialog` when it asks before something that cannot be undone. */
  role?: "dialog" | "alertdialog";
};

/** Covers the page. Where a panel, a popover or an inline edit will do, use that. */
export function Dialog({ title, isOpen, onClose, children, actions, role = "dialog" }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-50 flex items-start justify-center overflow-auto bg-veil px-4 py-[12vh] max-sm:py-6"
    >
      <Modal className={classNames(floating, "w-full max-w-lg")}>
        <AriaDialog role={role} className="outline-none">
          <Heading slot="title" className="px-5 pt-4 text-title font-semibold">
            {title}
          </Heading>
          <div className="px-5 pt-2 pb-4 text-base text-muted">{children}</div>
          {actions === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-t border-rule px-5 py-3">{actions}</div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export type ConfirmDialogProps = {
  title: string;
  /** What will happen and what cannot be brought back. */
  children: ReactNode;
  /** The verb, such as "Remove organization". */
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  isOpen: boolean;
  isPending?: boolean;
};

/** Asks before what cannot be undone; everything else is simply done, with Undo in a toast. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  onConfirm,
  onClose,
  isOpen,
  isPending = false,
}: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      role="alertdialog"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="danger" onPress={onConfirm} isPending={isPending}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
