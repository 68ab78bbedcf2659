import { Download, Table2 } from "lucide-react";
import { memo, type ReactNode, useId, useMemo, useRef, useState } from "react";
import { Icon } from "../icon.tsx";
import { IconButton } from "../icon-button.tsx";
import { useShortcut } from "../shortcuts.ts";
import { ChartTable } from "./chart-table.tsx";
import { MarkCursor } from "./mark-cursor.tsx";
import { type Margins, type Mark, type Plot, plotOf, type Scene } from "./plot.ts";
import { csvOf, type TableTwin } from "./table-twin.ts";
import { useWidth } from "./use-width.ts";

const usual: Margins = { top: 26, right: 16, bottom: 36, left: 44 };

export type ChartProps = {
  /** The question it answers, in plain words; the heading. */
  title: string;
  /** How it is counted, or what it says, in a sentence or two under the heading. */
  note?: ReactNode;
  /** What it shows, for who cannot see it: "Cycle times of 312 items; half took under 4 days". */
  sentence: string;
  height?: number;
  /** Room around the plot; as a function, for the width there is. */
  margins?: Partial<Margins> | ((width: number) => Partial<Margins>) | undefined;
  /** Draws at the size there is; runs anew with the component around the chart, never while marks are pointed at. */
  scene: (plot: Plot) => Scene;
  /** Whether the pointer takes the nearest mark along x (moments, columns), along y (rows) or in both directions (dots). */
  by?: "x" | "y" | "xy";
  onOpen?: ((mark: Mark) => void) | undefined;
  openHint?: string | undefined;
  /** The numbers; made when they are looked at. */
  twin: () => TableTwin;
  /** Of the file of numbers, without ending. */
  fileName?: string;
  /** Beside the table's button: a choice of what is drawn. */
  actions?: ReactNode;
};

/** One picture with its heading, its words and its table: `t` turns the one under the pointer or the focus. */
export function Chart({
  title,
  note,
  sentence,
  height = 260,
  margins,
  scene,
  by = "x",
  onOpen,
  openHint,
  twin,
  fileName = "figures",
  actions,
}: ChartProps) {
  const [isTable, setTable] = useState(false);
  const [isAtHand, setAtHand] = useState(false);
  const isFocused = useRef(false);
  const heading = useId();
  const { width, ref } = useWidth();
  const turn = () => setTable((before) => !before);
  useShortcut("t", turn, {
    title: "Turn the chart at hand into its table and back",
    group: "Charts",
    isEnabled: isAtHand,
  });
  return (
    <figure
      aria-labelledby={heading}
      className="min-w-0 break-inside-avoid"
      onPointerEnter={() => setAtHand(true)}
      onPointerLeave={() => setAtHand(isFocused.current)}
      onFocus={() => {
        isFocused.current = true;
        setAtHand(true);
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        isFocused.current = currentTarget.contains(relatedTarget);
        setAtHand(isFocused.current || currentTarget.matches(":hover"));
      }}
    >
      <figcaption className="mb-2 grid grid-cols-[1fr_auto] items-start gap-x-3">
        <h3 id={heading} className="min-w-0 text-base font-semibold">
          {title}
        </h3>
        <div className="-mt-1 -mb-0.5 flex shrink-0 items-center gap-1 print:hidden">
          {actions}
          {isTable ? (
            <IconButton
              size="small"
              label="Save the table as CSV"
              icon={<Icon of={Download} size={14} />}
              onPress={() => save(`${fileName}.csv`, csvOf(twin()))}
            />
          ) : null}
          <IconButton
            size="small"
            label={isTable ? "Show the chart" : "Show the table"}
            keys="t"
            isOn={isTable}
            icon={<Icon of={Table2} size={14} />}
            onPress={turn}
          />
        </div>
        {note === undefined ? null : <div className="col-span-2 mt-0.5 max-w-170 text-dense text-muted">{note}</div>}
      </figcaption>
      <div ref={ref}>
        {isTable ? (
          <ChartTable label={title} twin={twin()} height={height} />
        ) : (
          <div className="relative" style={{ height }}>
            {width === 0 ? null : (
              <Picture {...{ sentence, width, height, scene, by, label: title, onOpen, openHint }} margins={margins} />
            )}
          </div>
        )}
      </div>
    </figure>
  );
}

type PictureProps = Pick<ChartProps, "sentence" | "scene" | "onOpen" | "openHint" | "margins"> & {
  width: number;
  height: number;
  by: "x" | "y" | "xy";
  label: string;
};

function Picture({ sentence, width, height, margins, scene, by, label, onOpen, openHint }: PictureProps) {
  const { top, right, bottom, left } = { ...usual, ...(typeof margins === "function" ? margins(width) : margins) };
  const plot = useMemo(
    () => plotOf(width, height, { top, right, bottom, left }),
    [width, height, top, right, bottom, left],
  );
  const { drawn, marks = [] } = useMemo(() => scene(plot), [scene, plot]);
  return (
    <>
      <Drawn sentence={sentence} plot={plot} drawn={drawn} />
      {marks.length === 0 ? null : (
        <MarkCursor
          key={marks.length}
          plot={plot}
          marks={marks}
          label={label}
          by={by}
          onOpen={onOpen}
          openHint={openHint}
        />
      )}
    </>
  );
}

/** Apart from what the pointer does, so that moving it draws nothing anew. */
const Drawn = memo(function Drawn({ sentence, plot, drawn }: { sentence: string; plot: Plot; drawn: ReactNode }) {
  return (
    <svg
      role="img"
      aria-label={sentence}
      width="100%"
      height={plot.height}
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      className="block overflow-visible text-small"
    >
      {drawn}
    </svg>
  );
});

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
