import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { useHere } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { AgentRows } from "./agent-rows.tsx";
import { KeyRows } from "./key-rows.tsx";
import { NewKey } from "./new-key.tsx";
import { SettingsPage } from "./settings-page.tsx";
import { useAddress } from "./use-address.ts";

/** Programs and the keys they act with. */
export function KeysPage() {
  const search = useSearch({ strict: false }) as { new?: string; for?: string };
  const here = useHere();
  const { set } = useAddress();
  const isAllowed = here.may("keys.own");
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: async () => (await client.listKeys()).rows,
    enabled: isAllowed,
  });
  const agents = useQuery({
    queryKey: ["agents"],
    queryFn: async () => (await client.listAgents()).rows,
    enabled: isAllowed,
  });
  const isSlow = useIsSlow(keys.isLoading || agents.isLoading);
  const isNew = search.new !== undefined;
  const seesAll = here.may("people.administer");
  return (
    <SettingsPage
      current="keys"
      title="Keys and agents"
      needs="keys.own"
      what="API keys"
      actions={
        <Button
          tone={isNew ? "plain" : "primary"}
          icon={<Icon of={Plus} size={14} />}
          onPress={() => set({ new: "1", for: undefined })}
        >
          New key
        </Button>
      }
    >
      {isNew ? (
        <NewKey
          key={search.for ?? ""}
          personId={search.for ?? here.personId}
          agents={(agents.data ?? []).filter((agent) => agent.isActive && agent.sponsorId === here.personId)}
          onClose={() => set({ new: undefined, for: undefined })}
        />
      ) : null}
      {keys.isError || agents.isError ? (
        <ErrorState
          title="Keys and agents could not be read"
          onRetry={() => {
            void keys.refetch();
            void agents.refetch();
          }}
        >
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : keys.data && agents.data ? (
        <>
          <PageSection
            title="API keys"
            note={
              <>
                {seesAll ? "Everyone's." : "Yours and those of agents you sponsor."} A program sends one to use the{" "}
                <Link href="/api/docs" target="_blank">
                  interface
                </Link>
                , with the rights of whoever it acts for.
              </>
            }
          >
            <KeyRows keys={keys.data} />
          </PageSection>
          <PageSection
            title="Agents"
            note="Programs with a name of their own. Each has a sponsor who answers for it; it may do at most what a member may, and what it does is marked."
          >
            <AgentRows agents={agents.data} onNewKey={(personId) => set({ new: "1", for: personId })} />
          </PageSection>
        </>
      ) : isSlow ? (
        <SkeletonRows />
      ) : null}
    </SettingsPage>
  );
}
