import type { RandomStream } from "../../numbers/random.ts";
import type { OrganizationPlan } from "./content.ts";
import { datedId } from "./dated-id.ts";
import { missing } from "./ledger.ts";
import type { DemoHistory, ToldForm, ToldPerson, ToldRoutine, ToldStage, ToldTeam, ToldWorkflow } from "./told.ts";

/** Whoever opens the demo: they own it, and work on the first team. */
export interface Caller {
  readonly personId: string;
  readonly name: string;
}

/** Everyone and everything that is there from the start, by the keys of the plan. */
export interface Directory {
  readonly caller: Caller;
  readonly people: readonly ToldPerson[];
  readonly teams: ReadonlyMap<string, ToldTeam>;
  readonly workflows: ReadonlyMap<string, ToldWorkflow>;
  readonly stages: ReadonlyMap<string, ToldStage>;
  readonly others: readonly ToldPerson[];
  readonly guest: ToldPerson;
  readonly labels: DemoHistory["labels"];
  readonly fields: DemoHistory["fields"];
  readonly forms: ReadonlyMap<string, ToldForm>;
  readonly routines: ReadonlyMap<string, ToldRoutine>;
}

const keyed = <T extends { readonly key: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.key, one]));

/** Gives everything in the plan its id. */
export function directoryOf(plan: OrganizationPlan, caller: Caller, startedAt: number, ids: RandomStream): Directory {
  const newId = () => datedId(ids, startedAt);
  const person = (name: string, role: ToldPerson["role"] = "member"): ToldPerson => ({ personId: newId(), name, role });
  const crews = plan.teams.map((team) => team.people.map((name) => person(name)));
  const teams = keyed(
    plan.teams.map(({ key }, at): ToldTeam => {
      const crew = (crews[at] ?? []).map(({ personId }, place) => ({ personId, isLead: place === 0 }));
      const members = at === 0 ? [{ personId: caller.personId, isLead: true }, ...crew] : crew;
      return { teamId: newId(), key, members, lastNumber: 0 };
    }),
  );
  const teamId = (key: string) => (teams.get(key) ?? missing()).teamId;
  const workflows = keyed(
    plan.workflows.map((workflow): ToldWorkflow => ({
      workflowId: newId(),
      key: workflow.key,
      teamId: teamId(workflow.team),
      name: workflow.name,
      description: workflow.description,
      stages: workflow.stages.map((stage, position) => ({
        stageId: newId(),
        key: stage.key,
        name: stage.name,
        kind: stage.kind,
        teamId: teamId(stage.team),
        position,
        wipLimit: stage.wipLimit ?? null,
        wipHard: stage.hard ?? false,
        serviceLevel: stage.serviceLevel
          ? { percent: stage.serviceLevel[0] ?? missing(), days: stage.serviceLevel[1] ?? missing() }
          : null,
        entryChecklist: stage.entry ?? [],
      })),
    })),
  );
  const others = plan.others.map((name) => person(name));
  const guest = person(plan.guest, "guest");
  return {
    caller,
    people: [...crews.flat(), ...others, guest],
    teams,
    workflows,
    stages: keyed([...workflows.values()].flatMap((workflow) => workflow.stages)),
    others,
    guest,
    labels: plan.labels.map(({ key }) => ({ labelId: newId(), key })),
    fields: plan.fields.map(({ key, choices = [] }) => ({
      fieldId: newId(),
      key,
      choices: choices.map((name) => ({ id: name.toLowerCase().replaceAll(/[^a-z]+/g, "-"), name })),
    })),
    forms: keyed(
      plan.forms.map((form) => ({
        channelId: newId(),
        key: form.key,
        teamId: teamId(form.team),
        questions: form.questions.map(({ key: _key, answers: _answers, ...question }) => ({
          id: newId(),
          label: question.label,
          help: question.help ?? "",
          kind: question.kind,
          required: question.required ?? false,
          choices: question.choices ?? [],
        })),
      })),
    ),
    routines: keyed(
      plan.routines.map((routine) => ({
        routineId: newId(),
        key: routine.key,
        teamId: teamId(routine.team),
        workflowId: (workflows.get(routine.workflow) ?? missing()).workflowId,
        nextAt: null,
        lastItemId: null,
        lastMadeAt: null,
      })),
    ),
  };
}
