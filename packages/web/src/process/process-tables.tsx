import { ChartTable } from "../ui/charts/chart-table.tsx";
import type { Cell, TableTwin } from "../ui/charts/table-twin.ts";
import type { ProcessAnswer } from "./process-query.ts";
import { shortTime } from "./process-words.ts";
import { percentOf } from "./selected-facts.ts";

/** The map's figures as two tables, all of them, whatever the sliders hide. */
export function ProcessTables({
  process,
  isWorking,
  teamName,
}: {
  process: ProcessAnswer;
  isWorking: boolean;
  teamName: (teamId: string | null) => string | null;
}) {
  return (
    <div className="flex flex-col gap-4">
      <section>
        <h3 className="mb-1 text-dense font-medium">Stages</h3>
        <ChartTable label="Stages" height={420} twin={stageTable(process, isWorking, teamName)} />
      </section>
      <section>
        <h3 className="mb-1 text-dense font-medium">Ways</h3>
        <ChartTable label="Ways" height={420} twin={wayTable(process, isWorking, teamName)} />
        {process.waysLeftOut === 0 ? null : (
          <p className="mt-1 text-small text-muted">{`${process.waysLeftOut} rarer ways are left out.`}</p>
        )}
      </section>
    </div>
  );
}

const number = (title: string, text?: (value: Cell) => string) => ({
  title,
  isNumber: true,
  ...(text ? { text } : {}),
});

function titleOf(process: ProcessAnswer, teamName: (teamId: string | null) => string | null) {
  return new Map(
    process.stages.map(({ key, name, teamId }) => [
      key,
      key.includes(".") ? `${name} · ${teamName(teamId) ?? "other teams"}` : name,
    ]),
  );
}

function stageTable(
  process: ProcessAnswer,
  isWorking: boolean,
  teamName: (teamId: string | null) => string | null,
): TableTwin {
  const time = (value: Cell) => (typeof value === "number" ? shortTime(value, isWorking) : "–");
  const titles = titleOf(process, teamName);
  return {
    columns: [
      { title: "Stage" },
      { title: "Kind" },
      number("Entries"),
      number("Items"),
      number("Came in"),
      number("Here now"),
      number("Median stay", time),
      number("85 % within", time),
      number("Mean stay", time),
    ],
    rows: process.stages.map(({ key, name, kind, visits, items, starts, ends, spent }) => [
      titles.get(key) ?? name,
      kind,
      visits,
      items,
      starts,
      ends,
      spent?.median ?? null,
      spent?.p85 ?? null,
      spent?.mean ?? null,
    ]),
  };
}

function wayTable(
  process: ProcessAnswer,
  isWorking: boolean,
  teamName: (teamId: string | null) => string | null,
): TableTwin {
  const time = (value: Cell) => (typeof value === "number" ? shortTime(value, isWorking) : "–");
  const titles = titleOf(process, teamName);
  return {
    columns: [
      { title: "From" },
      { title: "To" },
      number("Moves"),
      number("Items"),
      number("Of all items", (value) => (typeof value === "number" ? percentOf(value) : "–")),
      number("Median", time),
      number("85 % within", time),
      number("Mean", time),
      number("Came back"),
      { title: "Remarks" },
    ],
    rows: process.ways.map((way) => [
      titles.get(way.from) ?? way.from,
      titles.get(way.to) ?? way.to,
      way.moves,
      way.items,
      way.share,
      way.median,
      way.p85,
      way.mean,
      way.returns,
      [way.isIntended ? "" : "not meant", way.isHandOff ? "hand-off" : "", way.isBack ? "back" : ""]
        .filter(Boolean)
        .join(", "),
    ]),
  };
}
