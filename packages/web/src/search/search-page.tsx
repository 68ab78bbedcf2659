import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Refused } from "@throughline/contract/client";
import { client } from "../client.ts";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useAddress } from "../settings/use-address.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { Link } from "../ui/link.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { type Hit, hitKinds, hitPath } from "./hits.tsx";

const pauseMs = 150;
const atMost = 50;

/** One search over everything the reader may see; the words stand in the address. */
export function SearchPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { text: asked = "" } = useSearch({ strict: false }) as { text?: string };
  const { set } = useAddress();
  const [typed, setTyped] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set({ text: text.trim() || undefined }), pauseMs);
  };
  const text = asked.trim();
  const found = useQuery({
    queryKey: ["search", text],
    queryFn: ({ signal }) => client.search({ text, limit: atMost }, { signal }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const isSlow = useIsSlow(found.isLoading);
  const hits = text === "" ? [] : (found.data?.rows ?? []);
  const kinds = Object.entries(hitKinds).flatMap(([kind, { title, icon }]) => {
    const rows = hits.filter((hit) => hit.kind === kind);
    return rows.length === 0 ? [] : [{ kind, title, icon, rows }];
  });
  return (
    <>
      <PageHeader
        title="Search"
        note={
          text === "" || found.isLoading
            ? undefined
            : hits.length === atMost
              ? `the first ${atMost}`
              : `${hits.length} found`
        }
        toolbar={
          <SearchField
            label="Search in everything"
            className="w-full max-w-120"
            value={typed}
            onChange={type}
            inputRef={focusOnMount}
            maxLength={200}
          />
        }
      />
      <PageBody measure="text">
        <div aria-live="polite">
          {found.isError ? (
            <ErrorState title="The search did not work" onRetry={() => void found.refetch()}>
              {found.error instanceof Refused ? found.error.message : "The server did not answer."}
            </ErrorState>
          ) : text === "" ? (
            <EmptyState title="Find anything">
              Items by key, title and text; requests, people, teams, workflows, views and lessons.
              <span className="mt-2 flex items-center gap-1.5 pointer-coarse:hidden">
                From any page: <KeyHint keys="/" /> or <KeyHint keys="mod+k" />
              </span>
            </EmptyState>
          ) : found.isLoading ? (
            isSlow ? (
              <SkeletonRows />
            ) : null
          ) : hits.length === 0 ? (
            <EmptyState title={`Nothing holds “${text}”`}>
              Try fewer or other words, or the beginning of one. An item is also found by its key.
            </EmptyState>
          ) : (
            kinds.map(({ kind, title, icon, rows }) => (
              <section key={kind} className="not-first:mt-6">
                <h2 className="mb-1 text-small text-faint">{title}</h2>
                <ul className="divide-y divide-rule border-y border-rule text-dense">
                  {rows.map((hit) => (
                    <li key={hit.id}>
                      <Link
                        href={hitPath(organization, hit)}
                        tone="bare"
                        className="flex min-h-row items-center gap-2.5 px-1 py-1 hover:bg-hover"
                      >
                        <Icon of={icon} size={14} className="text-faint" />
                        <HitLine hit={hit} text={text} />
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))
          )}
        </div>
      </PageBody>
    </>
  );
}

function HitLine({ hit, text }: { hit: Hit; text: string }) {
  const [key, ...stage] = hit.kind === "item" ? hit.detail.split(" · ") : [];
  return (
    <>
      {key === undefined ? null : <span className="shrink-0 text-small text-muted tabular-nums">{key}</span>}
      <span className="min-w-0 flex-1 truncate">
        <Marked words={hit.title} text={text} />
      </span>
      <span className="max-w-[40%] shrink-0 truncate text-small text-muted">
        {key === undefined ? hit.detail : stage.join(" · ")}
      </span>
    </>
  );
}

/** The words that were looked for, where they begin a word of the title. */
function Marked({ words, text }: { words: string; text: string }) {
  const wanted = text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = words.split(new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join("|")})`, "giu"));
  return parts.map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <mark key={at} className="bg-transparent font-semibold text-accent">
        {part}
      </mark>
    ),
  );
}
