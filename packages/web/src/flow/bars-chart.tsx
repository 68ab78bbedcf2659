import type { ReactNode } from "react";
import { type BarRow, barRowsHeight, barRowsMargins, barRowsScene } from "../ui/charts/bar-rows.tsx";
import { Chart } from "../ui/charts/chart.tsx";
import type { Plot } from "../ui/charts/plot.ts";
import { linearScale } from "../ui/charts/scales.ts";
import type { TableTwin } from "../ui/charts/table-twin.ts";
import { tint } from "../ui/charts/tint.ts";

export interface BarsChartProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly sentence: string;
  readonly rows: readonly BarRow[];
  /** The end of the scale; the longest bar unless told. */
  readonly most?: number;
  readonly fill?: string;
  readonly partFill?: string;
  readonly fileName: string;
  readonly twin: () => TableTwin;
}

/** So many bars are drawn; the rest is in the table. */
const mostBars = 12;

/** Bars with names: one chart for everything that is a list of lengths. */
export function BarsChart({ title, note, sentence, rows, most, fill, partFill, fileName, twin }: BarsChartProps) {
  const drawn = rows.slice(0, mostBars);
  const reach = most ?? Math.max(Number.MIN_VALUE, ...drawn.map(({ value }) => value));
  const scene = (plot: Plot) =>
    barRowsScene({
      plot,
      rows: drawn,
      scale: linearScale([0, reach], plot.x),
      fill: fill ?? tint("accent-mark", 0.6),
      ...(partFill === undefined ? {} : { partFill }),
    });
  const left = rows.length - drawn.length;
  return (
    <Chart
      title={title}
      note={
        left > 0 ? (
          <>
            {note} {left} more {left === 1 ? "is" : "are"} in the table.
          </>
        ) : (
          note
        )
      }
      sentence={sentence}
      height={barRowsHeight(drawn.length)}
      margins={(width) => barRowsMargins(drawn, width)}
      scene={scene}
      by="y"
      fileName={fileName}
      twin={twin}
    />
  );
}
