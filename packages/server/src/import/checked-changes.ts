import type { ImportTarget } from "@throughline/contract/imports";
import { checkMapping } from "@throughline/domain/intake/import/check-mapping";
import type { ImportMapping } from "@throughline/domain/intake/import/import-mapping";
import type { Read } from "../db/transaction.ts";
import { must, Refusal } from "../http/refusal.ts";
import { knownSource } from "./first-target.ts";
import type { Inspection } from "./reading/inspect-source.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { zoneOffsetsOf } from "@throughline/domain/time/zone-offsets-of";

/** @throws Refusal `invalid_input` with what is wrong, by its place in the mapping. */
export function checkedMapping(given: unknown, inspection: Inspection): ImportMapping {
  const checked = checkMapping(
    given,
    inspection.guess.columns.map((column) => column.column),
  );
  const fields = checked.ok
    ? {}
    : Object.fromEntries(
        checked.problems.map(({ path, sentence }) => [path ? `mapping.${path}` : "mapping", sentence]),
      );
  if (checked.ok) {
    try {
      zoneOffsetsOf(checked.mapping.zone);
      return checked.mapping;
    } catch (error) {
      if (!(error instanceof ReadRefusal)) throw error;
      Object.assign(fields, { "mapping.zone": error.message });
    }
  }
  throw new Refusal("invalid_input", { detail: Object.values(fields).slice(0, 3).join(" "), fields });
}

/** @throws Refusal `unknown_reference`, `conflict`, `invalid_input` */
export async function checkedTarget(tx: Read, target: ImportTarget): Promise<ImportTarget> {
  const known = await knownSource(tx, target.source);
  if (known) return { ...target, teamId: known.team_id, newTeam: null, workflowName: known.workflow };
  if ((target.teamId === null) === (target.newTeam === null))
    throw new Refusal("invalid_input", { fields: { "target.teamId": "Choose a team, or describe a new one" } });
  if (target.teamId !== null) {
    const team = await tx.db
      .selectFrom("teams")
      .select("team_id")
      .where("organization_id", "=", tx.organizationId)
      .where("team_id", "=", target.teamId)
      .where("archived_at", "is", null)
      .executeTakeFirst();
    if (!team)
      throw new Refusal("unknown_reference", {
        fields: { "target.teamId": "There is no such team, or it is archived" },
      });
    return target;
  }
  const { key } = must(target.newTeam, "a new team");
  const taken = await tx.db
    .selectFrom("teams")
    .select("name")
    .where("organization_id", "=", tx.organizationId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (taken)
    throw new Refusal("conflict", {
      detail: `${taken.name} has the key ${key} already; choose another`,
      fields: { "target.newTeam.key": `${taken.name} has this key already` },
    });
  return target;
}
