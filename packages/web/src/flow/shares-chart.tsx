import { classes } from "../items/item-marks.tsx";
import { numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import { BarsChart } from "./bars-chart.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { itemsText, percentText, took, unitOf } from "./flow-words.ts";
import { Sample } from "./throughput-chart.tsx";

/** What finished and open work is made of, by class of service or by kind. */
export function SharesChart({ flow, by }: FlowChartProps & { readonly by: "class" | "kind" }) {
  const rows =
    by === "class"
      ? flow.classes.map((row) => ({ ...row, name: classes[row.class].name }))
      : flow.kinds.map((row) => ({ ...row, name: row.kind === "" ? "No kind" : row.kind }));
  const all = Math.max(
    1,
    rows.reduce((sum, { finished, open }) => sum + finished + open, 0),
  );
  const unit = unitOf(Math.max(0, ...rows.map(({ p85 }) => p85 ?? 0)), flow);
  const orNone = (value: number | null) => (value === null ? null : value / unit.length);
  const [done, open] = [tint("accent-mark", 0.8), tint("accent-mark", 0.35)];
  return (
    <BarsChart
      title={by === "class" ? "How does work divide by class of service?" : "How does work divide by kind?"}
      note={
        <>
          <Sample fill={done} /> finished in this time, <Sample fill={open} /> still open.
        </>
      }
      sentence={rows
        .map((row) => `${row.name}: ${numberText(row.finished)} finished, ${numberText(row.open)} open`)
        .join("; ")}
      fill={open}
      partFill={done}
      rows={rows.map((row) => ({
        name: row.name,
        value: row.finished + row.open,
        part: row.finished,
        text: percentText((row.finished + row.open) / all),
        lines: [
          `${itemsText(row.finished)} finished, ${numberText(row.open)} open, ${numberText(row.arrived)} came in`,
          ...(row.p50 === null || row.p85 === null
            ? []
            : [`Half within ${took(row.p50, flow)}, 85 % within ${took(row.p85, flow)}`]),
        ],
      }))}
      fileName={by === "class" ? "classes" : "kinds"}
      twin={() => ({
        columns: [
          { title: by === "class" ? "Class of service" : "Kind" },
          { title: "Came in", isNumber: true },
          { title: "Finished", isNumber: true },
          { title: "Open", isNumber: true },
          { title: `50 %, ${unit.name}`, isNumber: true },
          { title: `85 %, ${unit.name}`, isNumber: true },
        ],
        rows: rows.map((row) => [row.name, row.arrived, row.finished, row.open, orNone(row.p50), orNone(row.p85)]),
      })}
    />
  );
}
