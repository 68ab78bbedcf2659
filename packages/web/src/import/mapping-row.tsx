import type { ImportDetail, ImportMapping } from "@throughline/contract/imports";
import type { ColumnRole } from "@throughline/domain/intake/import/import-mapping";
import { Badge } from "../ui/badge.tsx";
import { Select } from "../ui/select.tsx";
import { type ColumnMapping, dateFormatNames, fieldKindNames, needsDate, roleNames, rolesFor } from "./column-roles.ts";

const choices = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([id, name]) => ({ id, name }));
const linkChoices = [
  { id: "blocks out", name: "Blocks the one named" },
  { id: "blocks in", name: "Is blocked by the one named" },
  { id: "relates out", name: "Relates to it" },
  { id: "duplicates out", name: "Duplicates it" },
  { id: "duplicates in", name: "Is duplicated by it" },
];
const unitChoices = choices({ days: "Working days", hours: "Hours", minutes: "Minutes", seconds: "Seconds" });

/** One column: its name and samples, what it means, and how sure that is. */
export function MappingRow({
  column,
  guess,
  rows,
  problem,
  onRole,
  onDetails,
}: {
  column: ColumnMapping;
  guess: ImportDetail["columns"][number] | undefined;
  rows: ImportMapping["rows"];
  problem: string | undefined;
  onRole: (role: ColumnRole) => void;
  onDetails: (details: Partial<ColumnMapping>) => void;
}) {
  const name = column.column;
  return (
    <li className="grid grid-cols-1 gap-x-4 gap-y-1.5 border-b border-rule py-2 md:grid-cols-[minmax(0,1fr)_minmax(0,26rem)_minmax(0,1fr)]">
      <div className="min-w-0">
        <div className="truncate text-dense font-medium" title={name}>
          {name}
        </div>
        <div className="truncate text-small text-faint">
          {guess === undefined || guess.samples.length === 0 ? "Empty in the rows seen" : guess.samples.join(" · ")}
        </div>
      </div>
      <div className="grid h-fit min-w-0 auto-cols-fr grid-flow-col gap-1.5">
        <Select
          label={`Meaning of ${name}`}
          isLabelHidden
          choices={rolesFor(rows).map((role) => ({ id: role, name: roleNames[role] }))}
          value={column.role}
          onChange={(role) => onRole(role as ColumnRole)}
          {...(problem === undefined ? {} : { error: problem })}
        />
        <Details column={column} onDetails={onDetails} />
      </div>
      <div className="flex min-w-0 items-start gap-2 text-small text-muted">
        {guess === undefined ? null : (
          <>
            <Sureness of={guess.confidence} />
            <span className="min-w-0 pt-0.5">
              {guess.reason}
              {guess.ambiguousDates ? "; whether day or month comes first is not plain: check it" : ""}
            </span>
          </>
        )}
      </div>
    </li>
  );
}

function Sureness({ of }: { of: number }) {
  const percent = `${Math.round(of * 100)} %`;
  if (of >= 0.9) return <Badge meaning="good">Sure {percent}</Badge>;
  return of >= 0.6 ? <Badge>Likely {percent}</Badge> : <Badge meaning="warn">A guess {percent}</Badge>;
}

function Details({
  column,
  onDetails,
}: {
  column: ColumnMapping;
  onDetails: (details: Partial<ColumnMapping>) => void;
}) {
  const of = column.column;
  return (
    <>
      {column.role === "field" && column.field ? (
        <Select
          label={`Kind of the field ${of}`}
          isLabelHidden
          choices={choices(fieldKindNames).map((choice) => ({ ...choice, name: `${choice.name} field` }))}
          value={column.field.kind}
          onChange={(kind) =>
            onDetails({ field: { name: column.field?.name ?? of, kind: kind as keyof typeof fieldKindNames } })
          }
        />
      ) : null}
      {needsDate(column) ? (
        <Select
          label={`How ${of} writes dates`}
          isLabelHidden
          choices={choices(dateFormatNames)}
          value={column.date ?? "iso"}
          onChange={(date) => onDetails({ date: date as keyof typeof dateFormatNames })}
        />
      ) : null}
      {column.role === "link" ? (
        <Select
          label={`What ${of} says`}
          isLabelHidden
          choices={linkChoices}
          value={`${column.link?.kind ?? "relates"} ${column.link?.direction ?? "out"}`}
          onChange={(text) => {
            const [kind, direction] = text.split(" ");
            onDetails({
              link: { kind: kind as "blocks" | "relates" | "duplicates", direction: direction === "in" ? "in" : "out" },
            });
          }}
        />
      ) : null}
      {column.role === "effort" ? (
        <Select
          label={`What ${of} counts`}
          isLabelHidden
          choices={unitChoices}
          value={column.unit ?? "days"}
          onChange={(unit) => onDetails({ unit: unit as "days" | "hours" | "minutes" | "seconds" })}
        />
      ) : null}
    </>
  );
}
