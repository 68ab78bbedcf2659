import type { ImportTarget } from "@throughline/contract/imports";
import type { Read } from "../db/transaction.ts";
import type { Inspection } from "./reading/inspect-source.ts";
import { freeKey } from "./resolve-teams.ts";

const longest = 120;

/**
 * Where a file just looked over would go: what the same file, or a file of the same origin, was brought in as before; else a
 * team and a workflow of its own, so that nobody's board is flooded.
 */
export async function firstTarget(
  tx: Read,
  fileName: string,
  sha256: Buffer,
  inspection: Inspection,
): Promise<ImportTarget> {
  const same = await tx.db
    .selectFrom("imports")
    .select("source")
    .where("organization_id", "=", tx.organizationId)
    .where("sha256", "=", sha256)
    .where("state", "=", "finished")
    .orderBy("finished_at", "desc")
    .limit(1)
    .executeTakeFirst();
  const source = same?.source ?? sourceName(fileName, inspection);
  const known = await knownSource(tx, source);
  if (known) return { source, teamId: known.team_id, newTeam: null, workflowName: known.workflow, stageKinds: {} };
  const teams = await tx.db
    .selectFrom("teams")
    .select("key")
    .where("organization_id", "=", tx.organizationId)
    .execute();
  const key = freeKey(source, new Set(teams.map((team) => team.key)));
  return { source, teamId: null, newTeam: { key, name: source }, workflowName: source, stageKinds: {} };
}

/** The team and workflow of a source that something was brought in from before. */
export const knownSource = (tx: Read, source: string) =>
  tx.db
    .selectFrom("import_sources as s")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.organization_id", "=", "s.organization_id").onRef("w.workflow_id", "=", "s.workflow_id"),
    )
    .select(["s.team_id", "w.name as workflow"])
    .where("s.organization_id", "=", tx.organizationId)
    .where("s.name", "=", source)
    .executeTakeFirst();

/** The tool the file comes from, what a log calls itself, or the file's name without its endings. */
export function sourceName(fileName: string, { guess, xes }: Pick<Inspection, "guess" | "xes">): string {
  const named = xes?.attributes.find((attribute) => attribute.name === "concept:name")?.value;
  const stem = fileName.replace(/\.(gz|csv|tsv|txt|xes|xml)$/gi, "").replace(/\.(csv|tsv|txt|xes|xml)$/i, "");
  for (const wish of [guess.tool, named, stem.replaceAll(/_+/g, " ")]) {
    // oxlint-disable-next-line no-control-regex
    const name = wish
      ?.replaceAll(/[\u0000-\u001f\u007f]+/g, " ")
      .trim()
      .slice(0, longest)
      .trim();
    if (name) return name;
  }
  return "Import";
}
