import { useParams } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useMemo } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { CommandPalette } from "../ui/command-palette.tsx";
import { Icon } from "../ui/icon.tsx";
import type { CommandSource } from "../ui/use-sources.ts";
import { hitKinds, hitPath } from "./hits.tsx";
import { useCommands } from "./use-commands.tsx";

/** Everything by name: pages, teams, views, deeds, and whatever the search finds in the work. */
export function Palette({ onClose, onCreate }: { onClose: () => void; onCreate: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { usual, rest } = useCommands(organization, onCreate);
  // The same array each time, or it would ask again with every render.
  const sources = useMemo(() => sourcesOf(organization), [organization]);
  return (
    <CommandPalette
      isOpen
      onClose={onClose}
      commands={usual}
      more={rest}
      sources={sources}
      label="Find or do anything"
    />
  );
}

const sourcesOf = (organization: string): CommandSource[] => [
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
