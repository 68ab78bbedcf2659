import type { ImportDetail, ImportTarget } from "@throughline/contract/imports";
import { Refused } from "@throughline/contract/client";
import { useState } from "react";
import { refusalSentence } from "../items/item-deeds.ts";
import { useDirectory } from "../organization/directory.ts";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { saveTarget } from "./import-deeds.ts";

const newTeam = "new";

/** Which team keeps the items, and what the file’s origin is called; saved as one leaves each field. */
export function TargetForm({ made }: { made: ImportDetail }) {
  const { teams } = useDirectory();
  const [target, setTarget] = useState<ImportTarget | null>(made.target);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  if (!target) return null;
  const change = (more: Partial<ImportTarget>): ImportTarget => {
    const next = { ...target, ...more };
    setTarget(next);
    setProblem(null);
    setProblems({});
    return next;
  };
  const save = (next: ImportTarget = target) => {
    if (JSON.stringify(next) === JSON.stringify(made.target) || next.newTeam?.key === "") return;
    saveTarget(made, next).catch((error: unknown) => {
      setProblem(refusalSentence(error));
      if (error instanceof Refused) setProblems(error.problem.fields ?? {});
    });
  };
  const live = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const errorOf = (name: string) => {
    const message = problems[`target.${name}`];
    return message === undefined ? {} : { error: message };
  };
  return (
    <form
      className="grid max-w-200 grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label="Source"
        value={target.source}
        onChange={(source) =>
          // What was named after the source goes on being so.
          change({
            source,
            ...(target.workflowName === target.source ? { workflowName: source } : {}),
            ...(target.newTeam?.name === target.source ? { newTeam: { ...target.newTeam, name: source } } : {}),
          })
        }
        maxLength={120}
        onBlur={() => save()}
        description="A later import under this name adds to it and makes nothing twice."
        {...errorOf("source")}
      />
      <TextField
        label="Workflow"
        value={target.workflowName}
        onChange={(workflowName) => change({ workflowName })}
        maxLength={120}
        onBlur={() => save()}
        description="Made from the states of the file."
        {...errorOf("workflowName")}
      />
      <Select
        label="Team"
        choices={[
          { id: newTeam, name: "A new team" },
          ...live.map((team) => ({ id: team.teamId, name: team.name, hint: team.key })),
        ]}
        value={target.teamId ?? newTeam}
        onChange={(id) =>
          save(
            change(
              id === newTeam
                ? { teamId: null, newTeam: made.target?.newTeam ?? { key: "", name: target.source } }
                : { teamId: id, newTeam: null },
            ),
          )
        }
        description="It keeps the items and gives them their keys. Teams of the file stand in the history."
        {...errorOf("teamId")}
      />
      {target.newTeam ? (
        <div className="grid grid-cols-[1fr_8rem] gap-3">
          <TextField
            label="Name of the new team"
            value={target.newTeam.name}
            onChange={(name) => change({ newTeam: { key: target.newTeam?.key ?? "", name } })}
            maxLength={120}
            onBlur={() => save()}
            {...errorOf("newTeam.name")}
          />
          <TextField
            label="Key"
            value={target.newTeam.key}
            onChange={(key) => change({ newTeam: { name: target.newTeam?.name ?? "", key: key.toUpperCase() } })}
            maxLength={8}
            onBlur={() => save()}
            {...errorOf("newTeam.key")}
          />
        </div>
      ) : (
        <span />
      )}
      {problem === null ? null : (
        <p role="alert" className="text-dense text-bad sm:col-span-2">
          Not saved: {problem}
        </p>
      )}
    </form>
  );
}
