import type { Agent } from "@throughline/contract/agents";
import type { Input } from "@throughline/contract/endpoint";
import type { changeAgent as changeAgentEndpoint } from "@throughline/contract/agents";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { useHere } from "../session/session.ts";
import { errorAt, failureOf, useAttempt } from "../session/use-attempt.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { Select } from "../ui/select.tsx";
import { Switch } from "../ui/switch.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toast-queue.ts";

type Change = Omit<Input<typeof changeAgentEndpoint>, "personId" | "revision">;

const show = (agent: Agent) =>
  queryClient.setQueryData<Agent[]>(["agents"], (rows) =>
    rows?.some((row) => row.personId === agent.personId)
      ? rows.map((row) => (row.personId === agent.personId ? agent : row))
      : [...(rows ?? []), agent],
  );

async function change(agent: Agent, fields: Change): Promise<void> {
  show(await client.changeAgent({ personId: agent.personId, revision: agent.revision, ...fields }));
  for (const key of ["people", "keys"]) void queryClient.invalidateQueries({ queryKey: [key] });
}

/** The agents: made, renamed, switched on and off, given another sponsor. */
export function AgentRows({ agents, onNewKey }: { agents: readonly Agent[]; onNewKey: (personId: string) => void }) {
  const [name, setName] = useState("");
  const { attempt, isPending, failure, clear } = useAttempt();
  const here = useHere();
  const rows = agents.toSorted(
    (a, b) =>
      Number(b.isActive) - Number(a.isActive) ||
      Number(b.sponsorId === here.personId) - Number(a.sponsorId === here.personId) ||
      a.name.localeCompare(b.name),
  );
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt(() => client.createAgent({ name }));
    if (!made) return;
    show(made.done);
    void queryClient.invalidateQueries({ queryKey: ["people"] });
    setName("");
    onNewKey(made.done.personId);
  };
  return (
    <>
      <ul className="divide-y divide-rule border-y border-rule text-dense empty:hidden">
        {rows.map((agent) => (
          <AgentRow key={agent.personId} agent={agent} onNewKey={() => onNewKey(agent.personId)} />
        ))}
      </ul>
      <form onSubmit={(event) => void add(event)} className="mt-3 max-w-96 space-y-2" noValidate>
        <div className="flex items-start gap-2">
          <TextField
            label="Name of a new agent"
            isLabelHidden
            placeholder="Name of a new agent"
            className="flex-1"
            value={name}
            onChange={(text) => {
              setName(text);
              clear();
            }}
            {...errorAt(failure, "name")}
          />
          <Button type="submit" isPending={isPending}>
            Make agent
          </Button>
        </div>
        <p className="text-small text-faint">You become its sponsor. Next you give it a key.</p>
        <FailureNotice failure={failure} shown={["name"]} />
      </form>
    </>
  );
}

function AgentRow({ agent, onNewKey }: { agent: Agent; onNewKey: () => void }) {
  const here = useHere();
  const { people } = useDirectory();
  const administers = here.may("people.administer");
  const isMine = agent.sponsorId === here.personId;
  const mayChange = isMine || administers;
  const sponsor = people.get(agent.sponsorId);
  const sponsors = [...people.values()].filter(
    (person) => person.kind === "person" && person.state === "active" && person.role !== "guest",
  );
  const attempt = async (fields: Change, shown: Agent) => {
    show(shown);
    try {
      await change(agent, fields);
    } catch (error) {
      show(agent);
      const { sentence, fields: messages } = failureOf(error);
      showToast({
        text: `${agent.name} was not changed`,
        detail: sentence ?? Object.values(messages).join(". "),
        meaning: "bad",
      });
      void queryClient.invalidateQueries({ queryKey: ["agents"] });
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2">
      <div className="flex min-w-0 flex-1 basis-56 items-center gap-2.5">
        <Avatar name={agent.name} kind="agent" size="medium" isDecorative />
        <div className="min-w-0 flex-1">
          <InlineEdit
            label={`Name of the agent ${agent.name}`}
            value={agent.name}
            isReadOnly={!mayChange}
            className="font-medium"
            check={(text) => (text === "" ? "Give it a name" : text.length > 200 ? "At most 200 characters" : null)}
            onSave={(name) => change(agent, { name })}
          />
          <p className="text-small text-muted tabular-nums">
            {agent.keys === 0 ? "No key" : agent.keys === 1 ? "1 key" : `${agent.keys} keys`} · acts as a {agent.role}
          </p>
        </div>
      </div>
      {administers ? (
        <Select
          label={`Sponsor of ${agent.name}`}
          isLabelHidden
          tone="quiet"
          className="w-44"
          choices={sponsors.map((person) => ({
            id: person.personId,
            name: person.name,
          }))}
          value={agent.sponsorId}
          placeholder={sponsor ? `${sponsor.name} (no access)` : "No sponsor"}
          onChange={(sponsorId) => {
            if (sponsorId !== agent.sponsorId) void attempt({ sponsorId }, { ...agent, sponsorId });
          }}
        />
      ) : (
        <span className="w-44 truncate text-muted">
          {isMine ? "You sponsor it" : `Sponsored by ${sponsor?.name ?? "someone"}`}
        </span>
      )}
      <span className="flex items-center gap-3">
        <Switch
          isSelected={agent.isActive}
          isDisabled={!mayChange}
          onChange={(isActive) => void attempt({ isActive }, { ...agent, isActive })}
          aria-label={`${agent.name} is switched on`}
        >
          <span className="inline-block w-6 text-muted">{agent.isActive ? "On" : "Off"}</span>
        </Switch>
        {isMine && agent.isActive ? (
          <Button size="small" onPress={onNewKey} aria-label={`New key for ${agent.name}`}>
            New key
          </Button>
        ) : (
          <span className="w-[4.25rem] max-sm:hidden" />
        )}
      </span>
    </li>
  );
}
