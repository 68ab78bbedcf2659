import type { ImportDetail, ImportMapping } from "@throughline/contract/imports";
import { Refused } from "@throughline/contract/client";
import { useState } from "react";
import { refusalSentence } from "../items/item-deeds.ts";
import { Banner } from "../ui/banner.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { withDetails, withRole } from "./column-roles.ts";
import { saveMapping } from "./import-deeds.ts";
import { MappingRow } from "./mapping-row.tsx";

const shownAtFirst = 200;

/** What each column means, with samples, how sure the guess is and why. A change is saved at once. */
export function MappingEditor({ made }: { made: ImportDetail }) {
  const [draft, setDraft] = useState<ImportMapping | null>(null);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const mapping = draft ?? made.mapping;
  if (!mapping) return null;

  const change = (next: ImportMapping) => {
    setDraft(next);
    setProblem(null);
    setProblems({});
    saveMapping(made, next).then(
      () => setDraft((current) => (current === next ? null : current)),
      (error: unknown) => {
        setProblem(refusalSentence(error));
        if (error instanceof Refused) setProblems(error.problem.fields ?? {});
      },
    );
  };
  const problemAt = (at: number): string | undefined =>
    Object.entries(problems).find(
      ([path]) => path.startsWith(`mapping.columns.${at}.`) || path === `mapping.columns.${at}`,
    )?.[1];
  const isHeld = mapping.columns.some((column) => column.role === "priority");
  return (
    <div>
      <div className="mb-3 grid max-w-200 grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
        <Select
          label="Each row is"
          choices={[
            { id: "items", name: "An item" },
            { id: "events", name: "An event: several rows tell of one item" },
          ]}
          value={mapping.rows}
          onChange={(rows) => change({ ...mapping, rows: rows === "events" ? "events" : "items" })}
          isDisabled={made.format === "xes"}
        />
        <TextField
          label="Time zone of dates that name none"
          defaultValue={mapping.zone}
          onBlur={(event) => {
            const zone = (event.target as HTMLInputElement).value.trim();
            if (zone !== "" && zone !== mapping.zone) change({ ...mapping, zone });
          }}
          {...(problems["mapping.zone"] === undefined ? {} : { error: problems["mapping.zone"] })}
        />
      </div>
      {made.notes.length > 0 ? (
        <div className="mb-3">
          <Banner meaning="warn">{made.notes.join(" ")}</Banner>
        </div>
      ) : null}
      {problem === null ? null : (
        <div className="mb-3">
          <Banner meaning="bad">Not saved: {problem}</Banner>
        </div>
      )}
      <ul className="border-t border-rule">
        {mapping.columns.slice(0, shownAtFirst).map((column, at) => (
          <MappingRow
            key={column.column}
            column={column}
            guess={made.columns[at]}
            rows={mapping.rows}
            problem={problemAt(at)}
            onRole={(role) => change(withRole(mapping, column.column, role))}
            onDetails={(details) => change(withDetails(mapping, column.column, details))}
          />
        ))}
      </ul>
      {mapping.columns.length > shownAtFirst ? (
        <p className="mt-2 text-dense text-muted">
          {(mapping.columns.length - shownAtFirst).toLocaleString("en")} more columns are read as guessed. To change
          them, write the mapping with the command line: throughline import FILE --save-mapping.
        </p>
      ) : null}
      {isHeld && Object.keys(mapping.classes).length > 0 ? (
        <p className="mt-3 text-dense text-muted">
          Priorities that become a class of service:{" "}
          {Object.entries(mapping.classes)
            .map(([priority, service]) => `${priority} → ${service.replace("_", " ")}`)
            .join(", ")}
          . All others are standard.
        </p>
      ) : null}
    </div>
  );
}
