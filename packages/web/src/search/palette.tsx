import { useParams } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { CommandPalette } from "../ui/command-palette.tsx";
import type { Command } from "../ui/command-search.ts";
import { bestMatches } from "../ui/fuzzy-match.ts";
import { Icon } from "../ui/icon.tsx";
import type { CommandSource } from "../ui/use-sources.ts";
import { hitKinds, hitPath } from "./hits.tsx";
import { useCommands } from "./use-commands.tsx";

const restAtMost = 8;

/** Everything by name: pages, teams, views, deeds, and whatever the search finds in the work. */
export function Palette({ onClose, onCreate }: { onClose: () => void; onCreate: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { usual, rest } = useCommands(organization, onCreate);
  const known = useRef(rest);
  useEffect(() => {
    known.current = rest;
  }, [rest]);
  // The same array each time, or it would ask again with every render.
  const sources = useMemo(() => sourcesOf(organization, () => known.current), [organization]);
  return <CommandPalette isOpen onClose={onClose} commands={usual} sources={sources} label="Find or do anything" />;
}

const sourcesOf = (organization: string, rest: () => readonly Command[]): CommandSource[] => [
  {
    id: "rest",
    search: async (text) =>
      bestMatches(text, rest(), (command) => [command.title, ...(command.words ?? [])]).slice(0, restAtMost),
  },
  {
    id: "work",
    search: async (text, signal) => {
      const { rows } = await client.search({ text, limit: 20 }, { signal });
      return rows.map((hit) => ({
        id: `${hit.kind}:${hit.id}`,
        title: hit.title,
        group: hitKinds[hit.kind].title,
        mark: <Icon of={hitKinds[hit.kind].icon} />,
        hint: hit.detail,
        href: hitPath(organization, hit),
      }));
    },
  },
  {
    id: "page",
    search: async (text) => [
      {
        id: "search-page",
        title: `Search for “${text}” everywhere`,
        group: "Search",
        mark: <Icon of={Search} />,
        href: paths.search(organization, text),
      },
    ],
  },
];
