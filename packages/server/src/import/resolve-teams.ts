import { teamKeyOf } from "../teams/team-key.ts";
import { wanted } from "./compare-known.ts";
import type { Session } from "./session.ts";

interface KnownTeam {
  readonly team_id: string;
  readonly key: string;
  readonly name: string;
  readonly external_id: string | null;
  readonly is_archived: boolean;
}

const folded = (text: string): string => text.trim().toLowerCase();
const longestName = 120;

/**
 * Finds the team behind each name of the source: known from an import before, or by its name or key. The others are made
 * and put away at once: they stand in the history, and nothing is kept by them. Leaves `map_teams (name, team_id, key, is_new)`.
 * @param taken a key that the import's own new team will have.
 */
export async function resolveTeams(session: Session, taken: string | null, newId: () => string): Promise<void> {
  await session.run(
    "create temp table map_teams (name text not null, team_id uuid not null, key text not null, is_new boolean not null)",
  );
  const names = await session.rows<{ name: string }>(`
    select distinct name from (
      select record ->> 'team' as name from ${wanted} union all select team from told_events
    ) n where name is not null order by name`);
  if (names.length === 0) return;
  const teams = await session.rows<KnownTeam>(
    "select team_id, key, name, external_id, archived_at is not null as is_archived from teams where organization_id = current_organization() order by archived_at nulls first",
  );
  const known = new Map<string, KnownTeam>();
  for (const team of teams.toReversed()) for (const text of [team.key, team.name]) known.set(folded(text), team);
  for (const team of teams) if (team.external_id !== null) known.set(team.external_id, team);
  const keys = new Set(teams.map((team) => team.key));
  if (taken !== null) keys.add(taken);
  const made = new Map<string, { readonly id: string; readonly key: string }>();
  const rows: [string, string, string, boolean][] = [];
  for (const { name } of names) {
    const found = known.get(folded(name));
    if (found) {
      rows.push([name, found.team_id, found.key, false]);
      continue;
    }
    let team = made.get(folded(name));
    if (!team) {
      team = { id: newId(), key: freeKey(name, keys) };
      keys.add(team.key);
      made.set(folded(name), team);
    }
    rows.push([name, team.id, team.key, true]);
  }
  await session.copy("map_teams", ["name", "team_id", "key", "is_new"], rows);
  await session.run("create unique index on map_teams (name); analyze map_teams");
}

/** A key from the name that no team has; a number tells namesakes apart. */
export function freeKey(name: string, taken: ReadonlySet<string>): string {
  const key = teamKeyOf(name);
  if (!taken.has(key)) return key;
  for (let number = 2; ; number += 1) {
    const numbered = `${key.slice(0, 8 - String(number).length)}${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** Writes the teams that are new, put away. */
export const insertTeams = `
  insert into teams (organization_id, team_id, key, name, calendar, external_id, created_at, archived_at)
  select current_organization(), team_id, min(key), left(min(name), ${longestName}), $2::jsonb, lower(btrim(min(name))), $1, $1
  from map_teams where is_new group by team_id`;
