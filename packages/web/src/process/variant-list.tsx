import { useState } from "react";
import { tint } from "../ui/charts/tint.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import type { ProcessAnswer, ProcessVariant } from "./process-query.ts";
import { count, counted, shortTime } from "./process-words.ts";
import { percentOf } from "./selected-facts.ts";
import type { Selection } from "./selection.ts";
import { variantMarks } from "./variant-marks.ts";

type VariantListProps = {
  process: ProcessAnswer;
  selection: Selection | null;
  isWorking: boolean;
  onSelect: (selection: Selection) => void;
};

/** The ways items went from beginning to end, most frequent first, each as a strip of its stages. */
export function VariantList({ process, selection, isWorking, onSelect }: VariantListProps) {
  const { total, shown, shownShare } = process.variants;
  const marks = variantMarks(process);
  const [isWhole, setWhole] = useState(false);
  const chosenAt = shown.findIndex(({ key }) => selection?.of === "variant" && selection.key === key);
  const listed = isWhole ? shown : shown.slice(0, Math.max(firstShown, chosenAt + 1));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-dense text-muted">
        {total === shown.length
          ? `${counted(total, "different way")} through.`
          : `The ${count(shown.length)} most frequent of ${count(total)} different ways through, with ${percentOf(shownShare)} of all items.`}{" "}
        Each box is a stage, marked by its letters.
      </p>
      <ol className="border-y border-rule divide-y divide-rule">
        {listed.map((variant) => (
          <Row
            key={variant.key}
            variant={variant}
            marks={marks}
            nameOf={(key) => process.stages.find((stage) => stage.key === key)?.name ?? key}
            isChosen={selection?.of === "variant" && selection.key === variant.key}
            isWorking={isWorking}
            onPress={() => onSelect({ of: "variant", key: variant.key })}
          />
        ))}
      </ol>
      {listed.length < shown.length ? (
        <div>
          <Button size="small" onPress={() => setWhole(true)}>
            {`Show all ${count(shown.length)}`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** So many at first: more are a press away. */
const firstShown = 10;
const longestStrip = 14;

function Row({
  variant,
  marks,
  nameOf,
  isChosen,
  isWorking,
  onPress,
}: {
  variant: ProcessVariant;
  marks: ReadonlyMap<string, { readonly letters: string; readonly shade: number }>;
  nameOf: (key: string) => string;
  isChosen: boolean;
  isWorking: boolean;
  onPress: () => void;
}) {
  const { stages, length, items, share, median, deviations } = variant;
  const strip = stages.slice(0, longestStrip);
  const follows = deviations.length === 0;
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onPress}
        className={classNames(
          "flex min-h-row w-full flex-col gap-1 px-2 py-1.5 text-left text-dense",
          isChosen ? "bg-accent-tint" : "hover:bg-hover",
        )}
      >
        <span className="flex w-full items-baseline gap-2">
          <span className="flex-1 tabular-nums">
            {counted(items, "item")} <span className="text-muted">· {percentOf(share)}</span>
          </span>
          <span className="text-small text-muted tabular-nums">
            {follows ? "as meant" : counted(deviations.length, "deviation")} · half within{" "}
            {shortTime(median, isWorking)}
          </span>
        </span>
        <span className="sr-only">{stages.map(nameOf).join(", ")}</span>
        <span aria-hidden className="flex flex-wrap gap-0.5">
          {strip.map((key, at) => {
            const mark = marks.get(key);
            return (
              <span
                // A stage may stand in a strip more than once: its place is its name.
                // oxlint-disable-next-line react/no-array-index-key
                key={at}
                title={nameOf(key)}
                className="inline-flex h-4.5 min-w-6 items-center justify-center rounded-small border border-rule-strong px-1 text-[10px] leading-none font-medium text-ink"
                style={{ background: tint("accent-mark", mark?.shade ?? 0) }}
              >
                {mark?.letters ?? "?"}
              </span>
            );
          })}
          {length > strip.length ? (
            <span className="self-center ps-1 text-small text-muted">{`+ ${count(length - strip.length)}`}</span>
          ) : null}
        </span>
      </button>
    </li>
  );
}
