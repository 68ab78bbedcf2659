/** What an import understands and comes to, in words for a terminal. */
import type { ImportDetail, ImportTally } from "@throughline/contract/imports";
import { harmless, type Output } from "./printing.ts";

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export function printMapping(out: Output, made: ImportDetail): void {
  const { mapping, target } = made;
  if (!mapping || !target) return;
  out.write(
    `${made.format === "xes" ? "An event log" : (made.tool ?? "A table")}; each row is ${mapping.rows === "events" ? "an event of an item" : "an item"}.\n`,
  );
  const longest = Math.min(40, Math.max(...mapping.columns.map((column) => column.column.length)));
  for (const [at, column] of mapping.columns.entries()) {
    const guess = made.columns[at];
    const role = column.field
      ? `field “${harmless(column.field.name)}” (${column.field.kind})`
      : column.role.replaceAll("_", " ");
    out.write(
      `  ${harmless(column.column).slice(0, 40).padEnd(longest)}  ${role.padEnd(28)}  ${guess ? `${Math.round(guess.confidence * 100)} %  ${harmless(guess.reason)}` : ""}\n`,
    );
  }
  for (const note of made.notes) out.write(`  Note: ${harmless(note)}\n`);
  const team = target.newTeam ? `a new team ${target.newTeam.key} (${target.newTeam.name})` : "a team that is here";
  out.write(
    `Source “${harmless(target.source)}”, kept by ${harmless(team)}, workflow “${harmless(target.workflowName)}”.\n`,
  );
}

export function printTally(out: Output, tally: ImportTally, source: string, verb: "would be" | "were"): void {
  const { items } = tally;
  const keys = tally.keys.first === null ? "" : ` (${tally.keys.first} to ${tally.keys.last ?? ""})`;
  const lines = [
    `From ${harmless(source)} ${verb} brought in:`,
    `  ${count(items.made, "item")}${keys}${tally.firstAt && tally.lastAt ? `, from ${tally.firstAt.slice(0, 10)} to ${tally.lastAt.slice(0, 10)}` : ""}`,
    ...(items.changed + items.unchanged + items.leftAlone > 0
      ? [
          `  of those known already ${items.changed.toLocaleString("en")} changed, ${items.unchanged.toLocaleString("en")} the same, ${items.leftAlone.toLocaleString("en")} left alone because they were changed here`,
        ]
      : []),
    `  ${count(tally.stateChanges, "state change")}, ${count(tally.fieldChanges, "change")} of fields, ${count(tally.handOffs, "hand-off")}, ${count(tally.comments, "comment")}, ${count(tally.links, "link")}, ${count(tally.parents, "parent")}`,
    `  ${count(tally.people.made, "person", "people")} recorded (${tally.people.known} known), ${count(tally.teams.made, "team")} recorded (${tally.teams.known} known), ${count(tally.labels.made, "label")}, ${count(tally.fields.made, "custom field")}`,
    `  Workflow “${harmless(tally.workflow.name)}”${tally.workflow.id === null ? "" : " (known)"}: ${tally.stages.map((stage) => `${harmless(stage.name)} (${stage.kind})`).join(" → ")}`,
    tally.report.lines === 0
      ? "  Every value is kept as it stood."
      : `  ${count(tally.report.lost, "value")} not kept, ${count(tally.report.changed, "value")} changed, ${count(tally.report.notes, "note")}:`,
    ...tally.report.kinds
      .slice(0, 12)
      .map(
        (kind) =>
          `    ${kind.count.toLocaleString("en")} × ${kind.column === null ? "" : `${harmless(kind.column)}: `}${harmless(kind.sentence)}`,
      ),
    ...(tally.report.kinds.length > 12
      ? [`    … and ${tally.report.kinds.length - 12} kinds more; --report FILE writes them all`]
      : []),
  ];
  out.write(`${lines.join("\n")}\n`);
}
