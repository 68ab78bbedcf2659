import { type ReactNode, useState } from "react";
import { LiveRegion } from "../ui/announcer.tsx";
import { classNames } from "../ui/class-names.ts";
import { ShortcutSheet } from "../ui/shortcut-sheet.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { ToastRegion } from "../ui/toast.tsx";
import { useMedia } from "../ui/use-narrow.ts";
import { BottomBar } from "./bottom-bar.tsx";
import { Rail, type RailEntry, type RailSection } from "./rail.tsx";
import { RailDrawer } from "./rail-drawer.tsx";
import { rememberCollapsed, wasCollapsed } from "./rail-memory.ts";

export type FrameProps = {
  /** The organization switch. In it and in the foot `useRailCollapsed` tells whether there is room for words. */
  railHead: ReactNode;
  railSections: readonly RailSection[];
  /** The reader's own corner. */
  railFoot?: ReactNode;
  /** Two to four places for the bar at the bottom of a narrow screen; the rest is behind More. */
  barEntries: readonly RailEntry[];
  /** The bar's middle deed: create. */
  barAction?: ReactNode;
  /** About the page as a whole: offline, a demo, an expired session. */
  banner?: ReactNode;
  /** The page: PageHeader and PageBody. */
  children: ReactNode;
  /** The right panel, if one is open: a SidePanel. */
  panel?: ReactNode;
};

/** Rail, main column, optional panel. Holds the skip link, the toasts, the live region and the sheet of shortcuts. */
export function Frame({
  railHead,
  railSections,
  railFoot,
  barEntries,
  barAction,
  banner,
  children,
  panel,
}: FrameProps) {
  const [isCollapsed, setCollapsed] = useState(wasCollapsed);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  // A list and its item side by side need the rail's room on a small screen.
  const isTight = useMedia("(width < 80rem)");
  const isFolded = isCollapsed || (isTight && panel !== undefined && panel !== null);
  const toggle = () => {
    setCollapsed(!isCollapsed);
    rememberCollapsed(!isCollapsed);
  };
  useShortcut("mod+\\", toggle, { title: isCollapsed ? "Widen the rail" : "Fold the rail", group: "Everywhere" });
  return (
    <div className="flex h-dvh min-h-0 flex-col bg-paper text-ink print:block print:h-auto">
      <a
        href="#main"
        className="absolute top-2 left-2 z-70 -translate-y-20 rounded bg-solid px-3 py-1.5 text-dense text-on-solid focus:translate-y-0"
      >
        Skip to the page
      </a>
      {banner}
      <div className="flex min-h-0 flex-1 print:block">
        <div
          className={classNames(
            "hidden shrink-0 border-r border-rule bg-rail md:block print:hidden",
            isFolded ? "w-12" : "w-56",
          )}
        >
          <Rail head={railHead} sections={railSections} foot={railFoot} isCollapsed={isFolded} />
        </div>
        <div className="relative flex min-w-0 flex-1 print:block">
          <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none print:block">
            {children}
          </main>
          {panel}
        </div>
      </div>
      <BottomBar entries={barEntries} action={barAction} onMore={() => setDrawerOpen(true)} />
      <RailDrawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)}>
        <Rail
          head={railHead}
          sections={railSections}
          foot={railFoot}
          isCollapsed={false}
          onGo={() => setDrawerOpen(false)}
        />
      </RailDrawer>
      <ShortcutSheet />
      <ToastRegion />
      <LiveRegion />
    </div>
  );
}
