import { useParams } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { useDirectory, workflowsQuery } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { useHere } from "../session/session.ts";
import { errorAt, useAttempt } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { templates } from "./templates.ts";
import { WorkflowGraph } from "./workflow-graph.tsx";

/** A workflow made from a template, which is then drawn further in the editor. */
export function NewWorkflow({ teamId, onClose }: { teamId: string | null; onClose: () => void }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { navigate } = useNavigation();
  const here = useHere();
  const { teams } = useDirectory();
  const living = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .map((team) => ({ ...team, isMine: team.members.some((member) => member.personId === here.personId) }))
    .toSorted((a, b) => Number(b.isMine) - Number(a.isMine) || a.name.localeCompare(b.name));
  const [name, setName] = useState("");
  const [templateId, setTemplate] = useState("simple");
  const [chosenFirst, setFirst] = useState<string | null>(teamId);
  const [chosenSecond, setSecond] = useState<string | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const template = templates.find((each) => each.id === templateId);
  const first = living.find((team) => team.teamId === chosenFirst) ?? living[0];
  const second =
    living.find((team) => team.teamId === chosenSecond && team.teamId !== first?.teamId) ??
    living.find((team) => team !== first);
  const draw = (idOf: (stage: string) => string) =>
    template?.stages({ first: first?.teamId ?? "", second: second?.teamId ?? first?.teamId ?? "" }, idOf) ?? [];
  const picture = draw((stage) => stage);
  const lacksTeam = template?.needsSecondTeam === true && !second;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!first || lacksTeam) return;
    const made = await attempt(() =>
      client.createWorkflow({ teamId: first.teamId, name, stages: draw(() => crypto.randomUUID()) }),
    );
    if (!made) return;
    queryClient.setQueryData(workflowsQuery.queryKey, (rows) => [...(rows ?? []), made.done]);
    navigate(paths.workflow(organization, made.done.workflowId));
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="mb-8 space-y-4 rounded-large border border-rule-strong p-4"
    >
      <h2 className="text-base font-semibold">New workflow</h2>
      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="space-y-3">
          <TextField
            label="Name"
            placeholder="What kind of work goes this way"
            inputRef={focusOnMount}
            value={name}
            onChange={setName}
            {...errorAt(failure, "name")}
          />
          <Select
            label="Team"
            choices={living.map((team) => ({ id: team.teamId, name: team.name }))}
            value={first?.teamId ?? null}
            onChange={setFirst}
            {...errorAt(failure, "teamId")}
          />
          {template?.needsSecondTeam ? (
            <Select
              label="Team it is handed to"
              choices={living.filter((team) => team !== first).map((team) => ({ id: team.teamId, name: team.name }))}
              value={second?.teamId ?? null}
              onChange={setSecond}
              {...(lacksTeam ? { error: "There is no second team yet; make one in the settings first" } : {})}
            />
          ) : null}
        </div>
        <RadioGroup
          label="Begin with"
          choices={templates.map(({ id, name: title, use }) => ({ id, name: title, hint: use }))}
          value={templateId}
          onChange={setTemplate}
        />
      </div>
      <WorkflowGraph stages={picture} teamName={(id) => teams.get(id)?.name ?? ""} label="What it looks like" />
      <FailureNotice failure={failure} shown={["name", "teamId"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending} isDisabled={!first || lacksTeam}>
          Make workflow
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
