import type { Field, Label } from "@throughline/contract/fields";
import type { Person } from "@throughline/contract/people";
import type { Team } from "@throughline/contract/teams";
import type { Stage, Workflow } from "@throughline/contract/workflows";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../client.ts";

/** What nearly every page needs to name things by: read once, kept true by the live stream. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async () => (await client.listPeople({ limit: 5000 })).rows,
});
export const teamsQuery = queryOptions({ queryKey: ["teams"], queryFn: async () => (await client.listTeams()).rows });
export const workflowsQuery = queryOptions({
  queryKey: ["workflows"],
  queryFn: async () => (await client.listWorkflows()).rows,
});
export const labelsQuery = queryOptions({
  queryKey: ["labels"],
  queryFn: async () => (await client.listLabels()).rows,
});
export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: async () => (await client.listFields()).rows,
});

export interface Directory {
  readonly people: ReadonlyMap<string, Person>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly teamByKey: ReadonlyMap<string, Team>;
  readonly workflows: ReadonlyMap<string, Workflow>;
  readonly stages: ReadonlyMap<string, Stage & { readonly workflowId: string; readonly position: number }>;
  readonly labels: ReadonlyMap<string, Label>;
  readonly fields: ReadonlyMap<string, Field>;
}

const byId = <T>(rows: readonly T[] | undefined, id: (row: T) => string): ReadonlyMap<string, T> =>
  new Map((rows ?? []).map((row) => [id(row), row]));

/** People, teams, workflows, stages, labels and fields by id; empty maps until they are here. */
export function useDirectory(): Directory {
  const people = useQuery(peopleQuery).data;
  const teams = useQuery(teamsQuery).data;
  const workflows = useQuery(workflowsQuery).data;
  const labels = useQuery(labelsQuery).data;
  const fields = useQuery(fieldsQuery).data;
  return useMemo(
    () => ({
      people: byId(people, (row) => row.personId),
      teams: byId(teams, (row) => row.teamId),
      teamByKey: byId(teams, (row) => row.key),
      workflows: byId(workflows, (row) => row.workflowId),
      stages: new Map(
        (workflows ?? []).flatMap((workflow) =>
          workflow.stages.map(
            (stage, position) => [stage.stageId, { ...stage, workflowId: workflow.workflowId, position }] as const,
          ),
        ),
      ),
      labels: byId(labels, (row) => row.labelId),
      fields: byId(fields, (row) => row.fieldId),
    }),
    [people, teams, workflows, labels, fields],
  );
}
