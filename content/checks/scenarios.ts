/** Whether a scenario's parts fit together, and whether its numbers load its people as its design says. */
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";
import type { Scenario } from "./schemas/scenario.ts";

export function checkScenarios({ scenarios, map, requirements }: Content): Problem[] {
  const topics = new Set(map.domains.flatMap((d) => d.topics.map((t) => t.id)));
  const numbers = scenarios.map(({ scenario }) => scenario.number);
  const problems = scenarios.flatMap(({ file, scenario }) =>
    [...nameProblems(scenario), ...sumProblems(scenario), ...useProblems(scenario)]
      .concat(file === `scenarios/${scenario.number}-${scenario.id}.json` ? [] : ["file, number and id differ"])
      .concat(scenario.topics.every((topic) => topics.has(topic)) ? [] : ["names a topic the map does not have"])
      .map((says) => ({ file, id: scenario.id, says })),
  );
  for (let number = 1; number <= requirements.required.scenarios; number += 1) {
    if (!numbers.includes(number)) problems.push({ file: "scenarios", id: "", says: `situation ${number} is missing` });
  }
  return problems;
}

function nameProblems(s: Scenario): string[] {
  const says: string[] = [];
  const known = (kind: string, ids: string[]): ((id: string, where: string) => void) => {
    if (new Set(ids).size !== ids.length) says.push(`two of its ${kind}s have one id`);
    return (id, where) => {
      if (!ids.includes(id)) says.push(`${where} names the ${kind} "${id}", which is not there`);
    };
  };
  const team = known(
    "team",
    s.teams.map((t) => t.id),
  );
  const skill = known(
    "skill",
    s.skills.map((t) => t.id),
  );
  const person = known(
    "person",
    s.people.map((t) => t.id),
  );
  const type = known(
    "item type",
    s.itemTypes.map((t) => t.id),
  );
  const stage = known(
    "stage",
    s.workflow.stages.map((t) => t.id),
  );
  for (const p of s.people) {
    team(p.team, p.id);
    for (const each of Object.keys(p.skills)) skill(each, p.id);
  }
  for (const each of s.workflow.stages) team(each.team, each.id);
  for (const [from, to] of s.workflow.moves) {
    stage(from, "a move");
    stage(to, "a move");
  }
  for (const c of s.channels) for (const m of c.mix) type(m.type, c.id);
  for (const t of s.itemTypes) {
    for (const w of t.work) {
      stage(w.stage, t.id);
      skill(w.skill, t.id);
      if (!s.people.some((p) => p.skills[w.skill])) says.push(`nobody has the skill "${w.skill}" that ${t.id} needs`);
    }
    for (const r of t.returns) {
      stage(r.from, t.id);
      stage(r.to, t.id);
    }
  }
  for (const h of s.handOffs) {
    team(h.from, "a hand-off");
    team(h.to, "a hand-off");
  }
  for (const i of s.start.items) {
    type(i.type, "start");
    stage(i.stage, "start");
  }
  for (const a of s.absences) person(a.person, "an absence");
  for (const u of s.design.use) skill(u.skill, "design");
  const lever = known(
    "lever",
    s.levers.map((each) => each.id),
  );
  const things = [...s.itemTypes, ...s.channels, ...s.teams, ...s.people, ...s.skills].map((each) => each.id);
  for (const { costs, changes, id } of s.levers) {
    for (const { of, at } of changes) {
      if (of !== "*" && !things.includes(of)) says.push(`the lever ${id} changes "${of}", which is not there`);
      if (at !== null) stage(at, id);
    }
    if (!costs) continue;
    stage(costs.stage, id);
    skill(costs.skill, id);
  }
  for (const each of s.happenings.flatMap((h) => h.does)) {
    const where = `a happening (${each.kind})`;
    if ("type" in each) type(each.type, where);
    if ("stage" in each) stage(each.stage, where);
    if ("unless" in each && each.unless !== null) lever(each.unless, where);
  }
  for (const { applies, waitsFor } of s.dependencies) {
    type(applies.type, "a dependency");
    if (waitsFor.kind === "stage") stage(waitsFor.stage, "a dependency");
    if (waitsFor.kind === "item") type(waitsFor.type, "a dependency");
  }
  if (!s.people.some((p) => p.playedBy === "candidate") && !/every team|all teams/.test(s.candidate.role)) {
    says.push("the candidate plays nobody; let the role say which teams they lead, or mark the person");
  }
  return says;
}

function sumProblems(s: Scenario): string[] {
  const says: string[] = [];
  const sum = (what: string, numbers: number[], total: number): void => {
    const got = numbers.reduce((a, b) => a + b, 0);
    if (Math.abs(got - total) > 1e-9) says.push(`${what} add up to ${got}, not ${total}`);
  };
  sum(
    "the measures' weights",
    s.measures.map((m) => m.weightPercent),
    100,
  );
  sum(
    "the weights of evidence",
    s.scoring.evidence.map((m) => m.weightPercent),
    100,
  );
  for (const c of s.channels) {
    sum(
      `${c.id}: the shares of its mix`,
      c.mix.map((m) => m.share),
      1,
    );
    if (c.arrivals.process === "poisson") sum(`${c.id}: the shares by weekday`, c.arrivals.byWeekday, 1);
  }
  for (const a of s.absences) if (a.fromDay > a.toDay) says.push(`the absence of ${a.person} ends before it starts`);
  return says;
}

function useProblems(s: Scenario): string[] {
  return s.design.use.flatMap(({ skill, from, to, spanDays }) => {
    const use = useOfSkill(s, skill, spanDays);
    const good = use >= from && use <= to;
    return good
      ? []
      : [
          `the use of ${skill} in days ${spanDays.join("–")} comes to ${use.toFixed(2)}; the design says ${from} to ${to}`,
        ];
  });
}

/**
 * Hours of work that arrive for a skill in a span, with what is there at its start where the span starts on day 0,
 * and with returns, over the hours of people who have the skill as their first, less absences and what they also do. Working hours per
 * calendar day: hours a week ÷ 7. Duplicates and requests for other teams cost no work after triage.
 */
function useOfSkill(s: Scenario, skill: string, [from, to]: [number, number]): number {
  const perItem = (type: string, remainingFrom?: string): number => {
    const t = s.itemTypes.find((each) => each.id === type);
    if (!t) return 0;
    const order = s.workflow.stages.map((stage) => stage.id);
    const left = t.work.filter(
      (w) => remainingFrom === undefined || order.indexOf(w.stage) >= order.indexOf(remainingFrom),
    );
    return left
      .filter((w) => w.skill === skill)
      .reduce((all, w) => {
        const loops = t.returns.filter(
          (r) => order.indexOf(r.to) <= order.indexOf(w.stage) && order.indexOf(w.stage) <= order.indexOf(r.from),
        );
        const repeats = loops.reduce((times, r) => times / (1 - r.share), 1);
        return all + ((w.hours[0] + w.hours[1] + w.hours[2]) / 3) * repeats;
      }, 0);
  };
  let work = 0;
  for (const channel of s.channels) {
    const { arrivals } = channel;
    const kept = (1 - channel.duplicates) * (1 - channel.wrongTeam);
    let count = 0;
    if (arrivals.process === "fixed") {
      count = arrivals.at.filter((a) => a.day >= from && a.day < to).reduce((all, a) => all + a.count, 0);
    } else {
      const days = Math.max(0, Math.min(to, arrivals.toDay) - Math.max(from, arrivals.fromDay));
      const [least, mode, most] = arrivals.process === "batches" ? arrivals.size : [0, 0, 0];
      count =
        arrivals.process === "poisson"
          ? (arrivals.perWeek * days) / 7
          : (((least + mode + most) / 3) * days) / arrivals.every;
    }
    for (const { type, share } of channel.mix) {
      const triageOnly =
        s.itemTypes
          .find((t) => t.id === type)
          ?.work.filter((w) => w.skill === skill && w.stage === s.workflow.stages[0]?.id) ?? [];
      const looked = triageOnly.reduce((all, w) => all + (w.hours[0] + w.hours[1] + w.hours[2]) / 3, 0);
      work += count * share * (looked + kept * (perItem(type) - looked));
    }
  }
  if (from === 0) for (const i of s.start.items) work += i.count * perItem(i.type, i.stage);
  let available = 0;
  for (const p of s.people) {
    const first = Object.keys(p.skills)[0];
    if (first !== skill) continue;
    const away = s.absences
      .filter((a) => a.person === p.id)
      .reduce((all, a) => all + Math.max(0, Math.min(to, a.toDay) - Math.max(from, a.fromDay)), 0);
    const beside = p.alsoDoes.reduce((all, each) => all + each.hoursPerWeek, 0);
    available += ((p.hoursPerWeek - beside) / 7) * (to - from - away) * (p.skills[skill] ?? 1);
  }
  return available === 0 ? Number.POSITIVE_INFINITY : work / available;
}
