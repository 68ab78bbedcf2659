import type { RequestDetail } from "@throughline/contract/requests";
import { useParams } from "@tanstack/react-router";
import { client } from "../client.ts";
import { itemRows } from "../items/item-rows.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { Button } from "../ui/button.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { AcceptForm, type AcceptWish } from "./accept-form.tsx";
import { HandOverForm } from "./hand-over-form.tsx";
import { MergeForm, type MergeTarget } from "./merge-form.tsx";
import { decide } from "./request-deeds.ts";
import { forgetDraft } from "./use-draft.ts";
import { WrittenForm } from "./written-form.tsx";

export const deeds = ["accept", "decline", "ask", "merge", "hand-over"] as const;
export type TriageDeed = (typeof deeds)[number];

const bar = [
  { deed: "accept", name: "Accept", key: "a" },
  { deed: "decline", name: "Decline", key: "d" },
  { deed: "ask", name: "Ask", key: "q" },
  { deed: "merge", name: "Merge", key: "m" },
  { deed: "hand-over", name: "Hand over", key: "h" },
] as const satisfies readonly { deed: TriageDeed; name: string; key: string }[];

export interface TriageDeedsProps {
  readonly request: RequestDetail;
  /** What it may repeat, where the reader chose that from the suggestions. */
  readonly mergeInto: MergeTarget | null;
  /** Which ending is being written now. */
  readonly deed: TriageDeed | null;
  readonly onDeed: (deed: TriageDeed | null) => void;
  /** A decision is on its way: the next request may open. */
  readonly onDecided: () => void;
  /** Leads back to this request with that ending open. */
  readonly onReopen: (deed: TriageDeed | null) => void;
}

/** The five ways a request ends, each with its key, and the form of the one that was chosen. */
export function TriageDeeds(props: TriageDeedsProps) {
  const { request, deed, onDeed } = props;
  const run = useDecisions(props);
  return (
    <>
      <div
        role="group"
        aria-label="Decide"
        className="flex flex-wrap items-center gap-1.5 border-b border-rule px-4 py-2 md:px-5"
      >
        {bar.map((each) => (
          <DeedButton
            key={each.deed}
            name={each.name}
            keys={each.key}
            isOn={deed === each.deed}
            isFirst={deed === null && each.deed === "accept"}
            onPress={() => onDeed(deed === each.deed ? null : each.deed)}
          />
        ))}
      </div>
      {deed === "accept" ? (
        <AcceptForm request={request} onAccept={run.accept} onCancel={() => onDeed(null)} />
      ) : deed === "decline" ? (
        <WrittenForm
          key="decline"
          kind="decline"
          request={request}
          onSend={run.decline}
          onCancel={() => onDeed(null)}
        />
      ) : deed === "ask" ? (
        <WrittenForm key="ask" kind="ask" request={request} onSend={run.ask} onCancel={() => onDeed(null)} />
      ) : deed === "merge" ? (
        <MergeForm
          key={props.mergeInto?.id ?? ""}
          request={request}
          into={props.mergeInto}
          onMerge={run.merge}
          onCancel={() => onDeed(null)}
        />
      ) : deed === "hand-over" ? (
        <HandOverForm request={request} onHandOver={run.handOver} onCancel={() => onDeed(null)} />
      ) : null}
    </>
  );
}

function DeedButton({
  name,
  keys,
  isOn,
  isFirst,
  onPress,
}: {
  name: string;
  keys: string;
  isOn: boolean;
  /** The screen's one primary button, as long as no form brings its own. */
  isFirst: boolean;
  onPress: () => void;
}) {
  useShortcut(keys, onPress, { title: `${name} the request`, group: "Triage" });
  return (
    <Button
      tone={isFirst ? "primary" : "plain"}
      aria-expanded={isOn}
      onPress={onPress}
      after={<KeyHint keys={keys} tone={isFirst ? "on-solid" : "plain"} />}
    >
      {name}
    </Button>
  );
}

/** Each ending as the server is asked for it, with what is said when it is done. */
function useDecisions({ request, onDecided, onReopen }: TriageDeedsProps) {
  const { teams } = useDirectory();
  const { navigate } = useNavigation();
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { requestId, revision } = request;
  const one = { request: requestId, revision };

  const run = (deed: TriageDeed, verb: string, send: Parameters<typeof decide>[2]) => {
    const taken = decide(request, verb, send, () => onReopen(deed === "merge" ? null : deed));
    onDecided();
    void taken.then((isTaken) => {
      if (isTaken) forgetDraft(`${deed}.${requestId}`);
    });
  };
  return {
    accept: (wish: AcceptWish) =>
      run("accept", "accepted", async () => {
        const { request: after, item } = await client.acceptRequest({ ...one, ...wish });
        itemRows.put([item]);
        for (const key of ["item-ids", "board", "queue"]) void queryClient.invalidateQueries({ queryKey: [key] });
        const action = { name: "Open", run: () => navigate(paths.item(organization, item.key)) };
        return { request: after, decision: { done: `accepted as ${item.key}`, action } };
      }),
    decline: (reason: string) =>
      run("decline", "declined", async () => ({
        request: await client.declineRequest({ ...one, reason }),
        decision: { done: "declined" },
      })),
    ask: (question: string) =>
      run("ask", "asked about", async () => ({
        request: await client.askRequester({ ...one, question }),
        decision: { done: `waiting for ${request.requesterName}` },
      })),
    merge: ({ kind, id, name }: { kind: MergeTarget["kind"]; id: string; name: string }) =>
      run("merge", "merged", async () => ({
        request: await client.mergeRequest({
          ...one,
          ...(kind === "request" ? { intoRequestId: id } : { intoItem: id }),
        }),
        decision: { done: `merged into ${name}` },
      })),
    handOver: (teamId: string, note: string) =>
      run("hand-over", "handed over", async () => ({
        request: await client.handOverRequest({ ...one, teamId, note }),
        decision: { done: `with ${teams.get(teamId)?.name ?? "the other team"} now` },
      })),
  };
}
