/** An event log as the flow of items that the domain's functions read. */
import type { FlowEvent, FlowStage } from "@throughline/domain/flow/history";
import type { PublicLog } from "./read-log.ts";

export interface LogFlow {
  readonly events: FlowEvent[];
  readonly stages: FlowStage[];
  readonly from: number;
  readonly to: number;
  /** The activity a stage stands for, whoever works it. */
  readonly stageName: (stage: FlowStage) => string;
  /** The attributes of each case's first event that were asked for. */
  readonly words: (item: string) => readonly string[];
}

const TEAM = /^(org:group|assignment.?group|group|team)$/i;
const PERSON = /^(org:resource|resource|assigned.?to|assignee|owner)$/i;

/** The attribute that names who works on an event: a team, else a person; undefined where there is neither. */
export function teamAttribute({ attributes }: PublicLog): string | undefined {
  return attributes.find((name) => TEAM.test(name)) ?? attributes.find((name) => PERSON.test(name));
}

/** Each activity with who does it (`team`, an event's attribute) as a stage; an item is done with its last event. */
export function flowOfLog({ cases }: PublicLog, team: string | undefined, words: readonly string[] = []): LogFlow {
  const stages = new Map<string, FlowStage>();
  const names = new Map<FlowStage, string>();
  const described = new Map<string, string[]>();
  const events: FlowEvent[] = [];
  let from = Infinity;
  let to = -Infinity;
  for (const { id, events: steps } of cases) {
    const sorted = [...steps].sort((a, b) => a.at - b.at);
    described.set(
      id,
      words.map((word) => sorted[0]?.attribute(word) ?? ""),
    );
    for (const [i, { at, activity, attribute }] of sorted.entries()) {
      const done = i === sorted.length - 1;
      const name = done ? "done" : `${activity} (${attribute("lifecycle:transition")})`;
      const who = done ? undefined : team === undefined ? "" : attribute(team);
      const stageId = done ? "done" : `${name} ${who}`;
      if (!stages.has(stageId)) {
        const kind = done ? "done" : /queued|wait/i.test(name) ? "queue" : "active";
        const stage: FlowStage = { id: stageId, kind, team: who };
        stages.set(stageId, stage);
        names.set(stage, name);
      }
      events.push({ name: "entered", item: id, at, stage: stageId });
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
  }
  events.sort((a, b) => a.at - b.at);
  return {
    events,
    stages: [...stages.values()],
    from,
    to,
    stageName: (stage) => names.get(stage) ?? stage.id,
    words: (item) => described.get(item) ?? [],
  };
}
