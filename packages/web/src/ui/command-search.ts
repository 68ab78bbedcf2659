import type { ReactNode } from "react";
import { fuzzyMatch } from "./fuzzy-match.ts";

/** Something the palette can do or go to. */
export type Command = {
  readonly id: string;
  /** A verb with its object, or the name of a place. */
  readonly title: string;
  /** The heading it stands under. */
  readonly group: string;
  readonly hint?: string;
  readonly mark?: ReactNode;
  /** The shortcut that does the same. */
  readonly keys?: string;
  /** Other words it may be looked for by. */
  readonly words?: readonly string[];
  /** Where it goes, or what it does. */
  readonly href?: string;
  readonly run?: () => void;
};

export type FoundCommand = { readonly command: Command; readonly hits: readonly number[]; readonly score: number };

export type FoundGroup = { readonly title: string; readonly commands: readonly FoundCommand[] };

const perGroup = 8;

/**
 * Commands that match, under their groups, the group with the best match first. With nothing typed everything stands in the
 * order given. What the sources found is taken as matching, after what is known here, because they searched in more than the title.
 */
export function findCommands(
  query: string,
  commands: readonly Command[],
  fromSources: readonly Command[] = [],
): FoundGroup[] {
  const isAsked = query.trim() !== "";
  const known = isAsked
    ? withoutFarFetched(commands.flatMap((command) => found(query, command)).sort((a, b) => b.score - a.score))
    : commands.map((command) => ({ command, hits: [], score: 0 }));
  const ids = new Set(known.map(({ command }) => command.id));
  const asked = fromSources
    .filter(({ id }) => !ids.has(id))
    .map((command) => ({ command, hits: fuzzyMatch(query, command.title)?.hits ?? [], score: 0 }));
  return [...Map.groupBy([...known, ...asked], ({ command }) => command.group)].map(([title, all]) => ({
    title,
    commands: isAsked ? all.slice(0, perGroup) : all,
  }));
}

/** Letters that merely occur somewhere are no find where others begin with what was typed. */
function withoutFarFetched(known: FoundCommand[]): FoundCommand[] {
  const least = (known[0]?.score ?? 0) * 0.35;
  return known.filter(({ score }) => score >= least);
}

function found(query: string, command: Command): FoundCommand[] {
  const title = fuzzyMatch(query, command.title);
  const others = (command.words ?? []).flatMap((word) => fuzzyMatch(query, word) ?? []);
  const other = Math.max(-Infinity, ...others.map(({ score }) => score * 0.6));
  if (title === null && others.length === 0) return [];
  return [{ command, hits: title?.hits ?? [], score: Math.max(title?.score ?? -Infinity, other) }];
}
