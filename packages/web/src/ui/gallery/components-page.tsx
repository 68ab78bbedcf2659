import { LiveRegion } from "../announcer.tsx";
import { ShortcutSheet } from "../shortcut-sheet.tsx";
import { ThemeChoice } from "../theme-switch.tsx";
import { ToastRegion } from "../toast.tsx";
import { ColourSpecimens } from "./colour-specimens.tsx";
import { DeedSpecimens } from "./deed-specimens.tsx";
import { FieldSpecimens } from "./field-specimens.tsx";
import { ShowingSpecimens } from "./showing-specimens.tsx";
import { StateSpecimens } from "./state-specimens.tsx";

export function ComponentsPage() {
  return (
    <main className="mx-auto max-w-320 px-4 py-8 md:px-8">
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold">What pages are made of</h1>
        <ThemeChoice />
      </div>
      <div className="grid gap-x-12 lg:grid-cols-2">
        <div className="min-w-0">
          <DeedSpecimens />
          <FieldSpecimens />
        </div>
        <div className="min-w-0">
          <ShowingSpecimens />
          <StateSpecimens />
          <ColourSpecimens />
        </div>
      </div>
      <ShortcutSheet />
      <ToastRegion />
      <LiveRegion />
    </main>
  );
}
