import type { Key } from "@throughline/contract/keys";
import { useState } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useHere } from "../session/session.ts";
import { useAttempt } from "../session/use-attempt.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/clock.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { showToast } from "../ui/toast-queue.ts";

const soonMs = 14 * 24 * 60 * 60 * 1000;

/** The keys that work, and under a fold those that do not any more. */
export function KeyRows({ keys }: { keys: readonly Key[] }) {
  const now = useNow();
  const [asked, setAsked] = useState<Key | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const isLiving = (key: Key) => key.revokedAt === null && (key.expiresAt === null || Date.parse(key.expiresAt) > now);
  const living = keys.filter(isLiving);
  const ended = keys.filter((key) => !isLiving(key));
  const revoke = async (key: Key) => {
    const revoked = await attempt(() => client.revokeKey({ keyId: key.keyId }));
    setAsked(null);
    for (const name of ["keys", "agents"]) void queryClient.invalidateQueries({ queryKey: [name] });
    if (revoked)
      showToast({ text: `The key “${key.name}” is revoked`, detail: "The next request with it is refused." });
  };
  return (
    <>
      <FailureNotice failure={failure} />
      {living.length === 0 ? <p className="text-dense text-faint">No key works at the moment.</p> : null}
      <ul className="divide-y divide-rule border-y border-rule text-dense empty:hidden">
        {living.map((key) => (
          <KeyRow key={key.keyId} of={key} now={now} onRevoke={() => setAsked(key)} />
        ))}
      </ul>
      {ended.length === 0 ? null : (
        <details className="mt-3 text-dense">
          <summary className="cursor-default rounded-small text-muted">Revoked or expired ({ended.length})</summary>
          <ul className="mt-1 divide-y divide-rule border-y border-rule">
            {ended.map((key) => (
              <KeyRow key={key.keyId} of={key} now={now} />
            ))}
          </ul>
        </details>
      )}
      <ConfirmDialog
        title={`Revoke “${asked?.name ?? ""}”?`}
        confirm="Revoke key"
        isOpen={asked !== null}
        isPending={isPending}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked) void revoke(asked);
        }}
      >
        Whatever uses it is refused from the next request on. A revoked key cannot be brought back; make a new one
        instead.
      </ConfirmDialog>
    </>
  );
}

function KeyRow({ of: key, now, onRevoke }: { of: Key; now: number; onRevoke?: () => void }) {
  const { people } = useDirectory();
  const here = useHere();
  const person = people.get(key.personId);
  const endsSoon = key.expiresAt !== null && Date.parse(key.expiresAt) - now < soonMs;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-56 max-sm:basis-full">
        <div className="flex items-center gap-2">
          <span className={onRevoke ? "truncate font-medium" : "truncate text-muted"}>{key.name}</span>
          <code className="shrink-0 font-mono text-small text-faint">{key.hint}</code>
          {onRevoke && endsSoon ? <Badge meaning="warn">Ends soon</Badge> : null}
        </div>
        <p className="text-small text-muted">
          {key.lastUsedAt === null ? (
            "Never used"
          ) : (
            <>
              Used <TimeText at={key.lastUsedAt} />
            </>
          )}
          {" · made "}
          <TimeText at={key.createdAt} />
          {" · "}
          {key.revokedAt !== null ? (
            <>
              revoked <TimeText at={key.revokedAt} />
            </>
          ) : key.expiresAt === null ? (
            "never expires"
          ) : (
            <>
              {onRevoke ? "expires" : "expired"} <TimeText at={key.expiresAt} />
            </>
          )}
        </p>
      </div>
      <span className="flex w-44 min-w-0 items-center gap-2 text-muted max-sm:w-auto max-sm:flex-1 max-sm:basis-1/2">
        <Avatar name={person?.name ?? "?"} kind={person?.kind ?? "person"} isDecorative />
        <span className="truncate">{key.personId === here.personId ? "You" : (person?.name ?? "Someone")}</span>
        {person?.kind === "agent" ? <Badge>Agent</Badge> : null}
      </span>
      {onRevoke ? (
        <Button size="small" onPress={onRevoke} aria-label={`Revoke ${key.name}`}>
          Revoke
        </Button>
      ) : null}
    </li>
  );
}
