import { shareInWords } from "@throughline/domain/process/share-in-words";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Link } from "../ui/link.tsx";
import type { ProcessAnswer } from "./process-query.ts";
import { count, counted, shortTime } from "./process-words.ts";
import type { Selection } from "./selection.ts";

type DeviationListProps = {
  process: ProcessAnswer;
  selection: Selection | null;
  isWorking: boolean;
  workflowHref: string | null;
  onSelect: (selection: Selection) => void;
  onAgainst: (reading: "drawn" | "order") => void;
};

/** Where work leaves the workflow as it was meant, in words, most often first. */
export function DeviationList({
  process,
  selection,
  isWorking,
  workflowHref,
  onSelect,
  onAgainst,
}: DeviationListProps) {
  const { conformance, intended, items, returned } = process;
  const [isWhole, setWhole] = useState(false);
  if (!conformance || !intended)
    return (
      <p className="text-dense text-muted">
        This team has no stage in the workflow any more, so nothing can deviate from it.
      </p>
    );
  const { following, followingShare, followingMedian, open, deviations, total } = conformance;
  // What is chosen stays in sight.
  const chosenAt = deviations.findIndex(({ key }) => selection?.of === "deviation" && selection.key === key);
  const shown = isWhole ? deviations : deviations.slice(0, Math.max(firstShown, chosenAt + 1));
  const isChosen = (of: Selection["of"], key = "") => selection?.of === of && selection.key === key;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-col gap-1 text-dense text-muted">
        {intended.isFree && intended.reading === "order" ? (
          <p>
            Nothing is drawn in this workflow: any stage may follow any other. So work is held against its stages in
            their order; those that fewer than half of the items enter may be passed over.{" "}
            {workflowHref === null ? null : <Link href={workflowHref}>Draw which stages follow which</Link>}
          </p>
        ) : (
          <p>{heldAgainst(intended)}</p>
        )}
        {open === 0 ? null : (
          <p>{`${counted(open, "item")} ${open === 1 ? "is" : "are"} under way; what they have yet to do is not held against them.`}</p>
        )}
        <div>
          <Button size="small" tone="quiet" onPress={() => onAgainst(intended.reading === "drawn" ? "order" : "drawn")}>
            {intended.reading === "drawn" ? "Hold against the order of stages" : "Hold against what is drawn"}
          </Button>
        </div>
      </div>
      <ul className="border-y border-rule divide-y divide-rule">
        <Line
          isChosen={isChosen("following")}
          share={followingShare}
          tone="good"
          onPress={() => onSelect({ of: "following", key: "" })}
          note={followingMedian === null ? null : `half within ${shortTime(followingMedian, isWorking)}`}
        >
          {`${shareInWords(followingShare)} follow the workflow (${count(following)} of ${count(items)}).`}
        </Line>
        {shown.map((deviation) => (
          <Line
            key={deviation.key}
            isChosen={isChosen("deviation", deviation.key)}
            share={deviation.share}
            tone="bad"
            onPress={() => onSelect({ of: "deviation", key: deviation.key })}
            note={`half within ${shortTime(deviation.median, isWorking)}`}
          >
            {deviation.sentence}
          </Line>
        ))}
        {returned.items === 0 ? null : (
          <Line
            isChosen={isChosen("returned")}
            share={returned.share}
            tone="neutral"
            onPress={() => onSelect({ of: "returned", key: "" })}
            note="whether meant or not"
          >
            {`${shareInWords(returned.share)} came back to a stage they had been in (${count(returned.items)} of ${count(items)}).`}
          </Line>
        )}
      </ul>
      {shown.length < deviations.length ? (
        <div>
          <Button size="small" onPress={() => setWhole(true)}>
            {`Show all ${count(deviations.length)} deviations`}
          </Button>
        </div>
      ) : total > deviations.length ? (
        <p className="text-small text-muted">{`The ${count(deviations.length)} most frequent of ${count(total)} kinds of deviation.`}</p>
      ) : null}
    </div>
  );
}

/** So many at first: more are a press away. */
const firstShown = 8;

const heldAgainst = ({ reading, isFree }: NonNullable<ProcessAnswer["intended"]>): string => {
  if (reading === "order") return "Held against the workflow’s stages in their order.";
  return isFree
    ? "Nothing is drawn in this workflow: any stage may follow any other, so nothing deviates but where work comes in."
    : "Held against the workflow as it is drawn today.";
};

const fills = { good: "bg-good-mark", bad: "bg-bad-mark", neutral: "bg-faint" } as const;

function Line({
  isChosen,
  share,
  tone,
  note,
  onPress,
  children,
}: {
  isChosen: boolean;
  share: number;
  tone: keyof typeof fills;
  note: string | null;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onPress}
        className={classNames(
          "relative flex min-h-row w-full flex-col gap-0.5 px-2 py-1.5 text-left text-dense",
          isChosen ? "bg-accent-tint" : "hover:bg-hover",
        )}
      >
        <span>{children}</span>
        <span className="flex items-center gap-2">
          <span aria-hidden className="h-1 flex-1 rounded-full bg-rule">
            <span
              className={classNames("block h-1 rounded-full", fills[tone])}
              style={{ width: `${Math.max(1, 100 * share)}%` }}
            />
          </span>
          {note === null ? null : <span className="shrink-0 text-small text-muted tabular-nums">{note}</span>}
        </span>
      </button>
    </li>
  );
}
