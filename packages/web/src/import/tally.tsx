import type { ImportDetail, ImportTally } from "@throughline/contract/imports";
import { useState, type ReactNode } from "react";
import { refusalSentence } from "../items/item-deeds.ts";
import { Select } from "../ui/select.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { useNow } from "../ui/clock.ts";
import { shortDay } from "../ui/relative-time.ts";
import { useZone } from "../ui/time-text.tsx";
import { fieldKindNames } from "./column-roles.ts";
import { saveTarget } from "./import-deeds.ts";

type Stage = ImportTally["stages"][number];
const kindNames = { queue: "Queue", active: "Active", done: "Done" } as const;
const kindShapes = { queue: "ring", active: "half-disc", done: "disc" } as const;
const count = (number: number): string => number.toLocaleString("en");

/** What an import comes to. Before it runs, the kinds of its stages can be changed here. */
export function Tally({ tally, isDone, made }: { tally: ImportTally; isDone: boolean; made?: ImportDetail }) {
  const zone = useZone();
  const now = useNow();
  const day = (at: string) => shortDay(Date.parse(at), now, zone);
  const { items, keys } = tally;
  const known = items.changed + items.unchanged + items.leftAlone;
  return (
    <div className="grid grid-cols-1 gap-x-10 gap-y-6 lg:grid-cols-2">
      <dl className="grid h-fit grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense">
        <Row name="Items" value={items.made}>
          {keys.first === null ? null : `${keys.first} to ${keys.last ?? ""}`}
          {tally.firstAt && tally.lastAt
            ? `${keys.first === null ? "" : ", "}from ${day(tally.firstAt)} to ${day(tally.lastAt)}`
            : null}
        </Row>
        {known > 0 ? (
          <Row name="Known already" value={known}>
            {count(items.changed)} told of anew, {count(items.unchanged)} the same, {count(items.leftAlone)} left alone
            because they were changed here
          </Row>
        ) : null}
        <Row name="Changes of state" value={tally.stateChanges} />
        <Row name="Changes of fields" value={tally.fieldChanges} />
        <Row name="Hand-offs" value={tally.handOffs} />
        <Row name="Comments" value={tally.comments} />
        <Row name="Parents and links" value={tally.parents + tally.links} />
        <Named name="People" tally={tally.people}>
          {isDone ? "recorded, without access until invited" : "would be recorded, without access until invited"}
        </Named>
        <Named name="Teams" tally={tally.teams}>
          kept for the history
        </Named>
        <Named name="Labels" tally={tally.labels} />
        <Row name="Custom fields" value={tally.fields.made}>
          {tally.fields.list.map((field) => `${field.name} (${fieldKindNames[field.kind].toLowerCase()})`).join(", ")}
        </Row>
      </dl>
      <Stages tally={tally} made={made} />
    </div>
  );
}

function Row({ name, value, children }: { name: string; value: number; children?: ReactNode }) {
  if (value === 0 && name !== "Items") return null;
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">
        <span className="font-medium tabular-nums">{count(value)}</span> <span className="text-muted">{children}</span>
      </dd>
    </>
  );
}

function Named({ name, tally, children }: { name: string; tally: ImportTally["people"]; children?: ReactNode }) {
  const { made, known, examples } = tally;
  if (made + known === 0) return null;
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">
        <span className="font-medium tabular-nums">{count(made)}</span>{" "}
        <span className="text-muted">
          {made > 0 ? children : null}
          {known > 0 ? `${made > 0 ? "; " : ""}${count(known)} known already` : ""}
        </span>
        {examples.length > 0 ? (
          <details className="text-small text-muted">
            <summary className="w-fit cursor-default hover:text-ink">
              {examples.length < made + known ? `The first ${examples.length}` : "Which"}
            </summary>
            <p className="py-1">
              {examples.map((one) => (one.id === null ? one.name : `${one.name} (known)`)).join(", ")}
            </p>
          </details>
        ) : null}
      </dd>
    </>
  );
}

function Stages({ tally, made }: { tally: ImportTally; made: ImportDetail | undefined }) {
  const [problem, setProblem] = useState<string | null>(null);
  const setKind = (stage: Stage, kind: Stage["kind"]) => {
    if (!made?.target) return;
    setProblem(null);
    saveTarget(made, { ...made.target, stageKinds: { ...made.target.stageKinds, [stage.name]: kind } }).catch(
      (error: unknown) => setProblem(refusalSentence(error)),
    );
  };
  return (
    <div className="min-w-0">
      <h3 className="text-dense font-semibold">
        Workflow {tally.workflow.name}
        {tally.workflow.id === null ? "" : ", as it is"}
      </h3>
      {made ? (
        <p className="text-small text-muted">
          What counts as waiting, under way and done is guessed from the states’ names. It decides when an item counts
          as started and finished. After a change, try again.
        </p>
      ) : null}
      <ul className="mt-2 text-dense">
        {tally.stages.map((stage) => (
          <li
            key={stage.name}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 border-b border-rule py-1"
          >
            <span className="flex min-w-0 items-baseline gap-2">
              <ShapeMark shape={kindShapes[stage.kind]} label={kindNames[stage.kind]} className="text-muted" />
              <span className="flex min-w-0 flex-col sm:flex-row sm:items-baseline sm:gap-2">
                <span className="min-w-0 truncate">{stage.name}</span>
                <span className="shrink-0 text-small text-faint tabular-nums">
                  {count(stage.events)} {stage.events === 1 ? "entry" : "entries"}, {count(stage.items)}{" "}
                  {stage.items === 1 ? "item" : "items"} there at the end
                </span>
              </span>
            </span>
            {made && stage.id === null ? (
              <Select
                label={`Kind of ${stage.name}`}
                isLabelHidden
                tone="quiet"
                choices={Object.entries(kindNames).map(([id, name]) => ({ id, name }))}
                value={made.target?.stageKinds[stage.name] ?? stage.kind}
                onChange={(kind) => setKind(stage, kind as Stage["kind"])}
                className="w-28"
              />
            ) : (
              <span className="text-small text-muted">{kindNames[stage.kind]}</span>
            )}
          </li>
        ))}
      </ul>
      {problem === null ? null : (
        <p role="alert" className="mt-1 text-small text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
