import { LiveRegion } from "../announcer.tsx";
import { ShortcutSheet } from "../shortcut-sheet.tsx";
import { ThemeChoice } from "../theme-switch.tsx";
import { columnsSpecimen, fanSpecimen, scatterSpecimen, stackSpecimen } from "./chart-specimens.tsx";
import { Chart } from "../charts/chart.tsx";

/** Each kind of chart, with `?few` of it with hardly anything. */
export function ChartsPage() {
  const count = new URLSearchParams(window.location.search).has("few") ? 4 : 600;
  return (
    <main className="mx-auto max-w-320 px-4 py-8 md:px-8">
      <div className="mb-8 flex flex-wrap items-baseline justify-between gap-3">
        <h1 className="text-title font-semibold">Charts</h1>
        <ThemeChoice />
      </div>
      <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2">
        <Chart {...scatterSpecimen(count)} />
        <Chart {...stackSpecimen} />
        <Chart {...columnsSpecimen} />
        <Chart {...fanSpecimen} />
      </div>
      <ShortcutSheet />
      <LiveRegion />
    </main>
  );
}
