import { randomUUID } from "node:crypto";
import type { ItemRow } from "@throughline/contract/items";
import type { Workflow } from "@throughline/contract/workflows";
import { randomStream } from "@throughline/domain/numbers/random";
import { ranksAfter } from "@throughline/domain/priority/rank";
import { byShare, fillWords, oneOf } from "@throughline/domain/simulation/demo/fill-words";
import { inTransaction } from "../packages/server/src/db/transaction.ts";
import { readDemoContent } from "../packages/server/src/demo/content.ts";
import type { NewEvent } from "../packages/server/src/events/append.ts";
import { insertRows, instant, maybeInstant } from "../packages/server/src/demo/insert-rows.ts";
import type { Organization } from "./app.ts";
import type { Furnished } from "./furnish.ts";

const day = 86_400_000;
const teams = [
  ["NET", "Network and telephony"],
  ["FLT", "Fleet maintenance, engines and safety equipment"],
  ["BOK", "Booking"],
  ["HR", "People"],
  ["PUR", "Purchasing and supplier contracts"],
  ["WEB", "Website"],
] as const;
const labelNames =
  "access, boarding, network, passengers, payment, quick, safety, season, supplier, training, waits for the yard, office, freight, night shift, customs and border inspection, audit 2026, printing, contract, repeat fault".split(
    ", ",
  );
/** Titles that try a layout: long, without a place to break, of another script, very short. */
const awkward = [
  "Replace the second of the three ballast pumps, because the first one was replaced in spring with a model whose flange does not fit the pipes the yard laid in 2014, and the third leaks",
  "Wiederherstellungszeitpunktüberschreitungsbenachrichtigungskonfiguration",
  "https://intranet.example.org/maintenance/vessels/kittiwake/reports/2026/07/inspection-of-the-aft-mooring-winch?format=pdf&lang=en",
  "港口办公室的电话没有声音，请在早班之前修好",
  "مراجعة عقد الصيانة السنوي",
  "Ramp",
];

/** Work as years of it pile up: thousands of items of all kinds over many teams, requests, hand-offs, forms, routines, keys. */
export async function fillHouse(
  pool: Parameters<typeof inTransaction>[0],
  { owner, operations }: Organization,
  { item, workflowId }: Furnished,
  count: number,
): Promise<void> {
  const { client } = owner;
  const now = Date.now();
  const random = randomStream("a full house");
  const { organization, work, words } = readDemoContent();
  const organizationId = (await client.readSession()).organizations[0]?.organizationId ?? "";
  const kinds = Object.values(work).flat();
  const chance = (share: number) => random.nextUniform() < share;
  const ago = (days: number) => now - days * day * random.nextUniform();

  const stages = (teamId: string, other: string) =>
    [
      ["Waiting", "queue", { serviceLevel: { percent: 85, days: 5 } }],
      ["In work", "active", { wipLimit: 12, serviceLevel: { percent: 85, days: 2 } }],
      ["With purchasing", "active", { teamId: other }],
      ["Checked by a second person", "active", { wipLimit: 4, wipHard: true }],
      ["Finished", "done", {}],
    ].map(([name, kind, more]) => ({ stageId: randomUUID(), teamId, name, kind, ...(more as object) }));
  const workflows: Workflow[] = (await client.listWorkflows()).rows.filter((row) => row.workflowId === workflowId);
  const teamIds: string[] = [operations.teamId];
  for (const [key, name] of teams) teamIds.push((await client.createTeam({ key, name })).teamId);
  for (const [at, teamId] of teamIds.entries())
    for (const name of at === 0 ? ["Changes"] : ["Incidents", "Requests and small changes"])
      workflows.push(
        await client.createWorkflow({
          teamId,
          name,
          stages: stages(teamId, teamIds[(at + 1) % teamIds.length] ?? teamId) as never,
        }),
      );
  const labelIds: string[] = [];
  for (const [at, name] of labelNames.entries())
    labelIds.push((await client.createLabel({ name, hue: (at * 47) % 360 })).labelId);
  for (const field of [
    { name: "System", kind: "choice", choices: ["Booking", "Tills and card terminals", "Mail and files"] },
    { name: "Passengers affected", kind: "number" },
    { name: "Supplier's promise", kind: "date" },
    { name: "Report", kind: "link" },
  ] as const)
    await client.createField({
      name: field.name,
      kind: field.kind,
      ...("choices" in field ? { choices: field.choices.map((name) => ({ id: randomUUID(), name })) } : {}),
    } as never);
  for (let at = 0; at < 12; at += 1)
    await client.createView({
      name: `${oneOf(random, ["Blocked", "Due this month", "Nobody's", "Old"])} at ${oneOf(random, words.slots["pier"] ?? [])}`,
      layout: "list",
      shared: at % 2 === 0,
      definition: {},
    });
  for (let at = 0; at < 24; at += 1) {
    const work = fillWords(oneOf(random, oneOf(random, kinds).titles), new Map(), words, random).slice(0, 110);
    await client.createChannel({ teamId: oneOf(random, teamIds), name: work, slug: `form-${at}`, questions: [] });
    await client.createRoutine({
      workflowId: oneOf(random, workflows).workflowId,
      name: work,
      trigger: at % 3 === 0 ? "after_done" : "calendar",
      ...(at % 3 === 0 ? { afterDays: 14 } : { recurrence: "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO;BYHOUR=9" }),
      template: { title: `${work}, {month}`.slice(0, 200) },
    });
    await client.createKey({ name: `Export for ${oneOf(random, words.slots["vendor"] ?? [])}` });
  }
  for (const name of ["Duplicate finder", "Night watch of the booking system"]) await client.createAgent({ name });
  for (let at = 0; at < 60; at += 1)
    await client.createComment({
      item,
      body: fillWords(oneOf(random, oneOf(random, kinds).notes), new Map(), words, random),
    });

  await inTransaction(
    pool,
    { organizationId },
    () => {},
    async (tx) => {
      const people = [
        ...organization.teams.flatMap((team) => team.people),
        "Bartholomäus Wolkenstein-Trostburg von Schauenstein",
        "Ng",
        "王小明",
      ].map((name, at) => ({
        person_id: randomUUID(),
        name,
        email: `${at}.person.with.a.long.address@harbour-office.example.org`,
        role: at % 9 === 0 ? "guest" : at % 7 === 0 ? "admin" : "member",
        state: "active",
        joined_at: instant(ago(400)),
      }));
      await insertRows(tx, "people", people);
      await insertRows(
        tx,
        "team_members",
        people.flatMap(({ person_id }, at) => [
          { team_id: teamIds[at % teamIds.length] ?? "", person_id, is_lead: at < teamIds.length },
        ]),
      );
      const ranks = ranksAfter(null, count);
      const numbers = new Map<string, number>();
      const prefix = new Map<string, string>([[operations.teamId, operations.key]]);
      teams.forEach(([key], at) => prefix.set(teamIds[at + 1] ?? "", key));
      const spare = new Map<string, number>();
      for (const workflow of workflows)
        for (const stage of workflow.stages) spare.set(stage.stageId, stage.wipLimit ?? Number.POSITIVE_INFINITY);
      spare.set(workflows[0]?.stages[1]?.stageId ?? "", 2);
      const rows = ranks.map((rank, at) => {
        const workflow = at % 4 === 0 ? workflows[0] : oneOf(random, workflows);
        if (!workflow) throw new Error("There is no workflow");
        const isDone = chance(0.45);
        const open = workflow.stages.filter((stage) => stage.kind !== "done");
        const wanted = isDone ? workflow.stages.at(-1) : chance(0.7) ? open[0] : oneOf(random, open);
        const room = spare.get(wanted?.stageId ?? "") ?? 0;
        const stage = room > 0 ? wanted : open[0];
        if (!stage) throw new Error("There is no stage");
        spare.set(stage.stageId, (spare.get(stage.stageId) ?? 0) - 1);
        const number = (numbers.get(workflow.teamId) ?? 500) + 1;
        numbers.set(workflow.teamId, number);
        const kind = oneOf(random, kinds);
        const filled = new Map<string, string>();
        const createdAt = ago(stage.kind === "done" ? 400 : 90);
        const enteredAt = createdAt + (now - createdAt) * random.nextUniform();
        const classOfService: ItemRow["classOfService"] = byShare(random, [
          ["standard", 70],
          ["fixed_date", 15],
          ["intangible", 12],
          ["expedite", 3],
        ]);
        const isDue = classOfService === "fixed_date" || chance(0.1);
        return {
          item_id: randomUUID(),
          key: `${prefix.get(workflow.teamId) ?? "X"}-${number}`,
          title:
            at % 29 === 0
              ? (awkward[(at / 29) % awkward.length] ?? "")
              : fillWords(oneOf(random, kind.titles), filled, words, random),
          description: fillWords(kind.about, filled, words, random),
          kind: kind.kind,
          workflow_id: workflow.workflowId,
          stage_id: stage.stageId,
          team_id: stage.teamId,
          owner_id:
            stage.kind === "queue" && chance(0.5)
              ? null
              : chance(0.08)
                ? owner.personId
                : oneOf(random, people).person_id,
          class_of_service: classOfService,
          value: chance(0.5) ? Math.round(random.nextUniform() * 12_000) : null,
          effort_low: 0.5,
          effort_high: 3,
          due_on: isDue ? instant(now + (random.nextUniform() - 0.3) * 60 * day).slice(0, 10) : null,
          rank,
          checklist: chance(0.2)
            ? Array.from({ length: 4 }, (_, line) => ({ id: randomUUID(), text: `Step ${line + 1}`, done: line < 2 }))
            : [],
          fields: {},
          blocked_since: stage.kind === "done" || !chance(0.09) ? null : instant(enteredAt),
          origin: oneOf(random, ["hand", "form", "routine"]),
          created_at: instant(createdAt),
          updated_at: instant(enteredAt),
          stage_entered_at: instant(enteredAt),
          started_at: maybeInstant(stage.kind === "queue" ? null : createdAt),
          finished_at: maybeInstant(stage.kind === "done" ? enteredAt : null),
          revision: 1,
        };
      });
      for (let from = 0; from < rows.length; from += 1000) await insertRows(tx, "items", rows.slice(from, from + 1000));
      await insertRows(
        tx,
        "item_labels",
        rows.flatMap(({ item_id }) =>
          [...new Set([oneOf(random, labelIds), oneOf(random, labelIds), oneOf(random, labelIds)])]
            .slice(0, random.nextInt(4))
            .map((label_id) => ({ item_id, label_id })),
        ),
      );
      await insertRows(
        tx,
        "blocks",
        rows
          .filter((row) => row.blocked_since !== null)
          .map((row) => ({
            block_id: randomUUID(),
            item_id: row.item_id,
            reason: `Waits for ${oneOf(random, words.slots["vendor"] ?? [])} to say when the part arrives`,
            waiting_for: "",
            started_at: row.blocked_since,
          })),
      );
      const offered = rows.filter((row) => row.finished_at === null && row.blocked_since === null).slice(0, 160);
      await insertRows(
        tx,
        "hand_offs",
        offered.flatMap((row, at) => {
          const workflow = workflows.find((each) => each.workflowId === row.workflow_id);
          const to = workflow?.stages.find((stage) => stage.teamId !== row.team_id);
          if (!to) return [];
          const at0 = ago(8);
          const isOpen = at % 2 === 0;
          return [
            {
              hand_off_id: randomUUID(),
              item_id: row.item_id,
              from_stage_id: row.stage_id,
              to_stage_id: to.stageId,
              from_team_id: row.team_id,
              to_team_id: to.teamId,
              note:
                at % 3 === 0
                  ? "Everything we know is in the description; the key of the engine room hangs in the office."
                  : "",
              state: isOpen ? "offered" : oneOf(random, ["accepted", "declined", "expired"]),
              reason: isOpen ? "" : "Not ours: the yard does this.",
              offered_by: oneOf(random, people).person_id,
              offered_at: instant(at0),
              decided_by: isOpen ? null : oneOf(random, people).person_id,
              decided_at: isOpen ? null : instant(at0 + 0.2 * day),
              revision: 1,
            },
          ];
        }),
      );
      await insertRows(
        tx,
        "requests",
        Array.from({ length: 400 }, (_, at) => {
          const kind = oneOf(random, kinds);
          const filled = new Map<string, string>();
          const isDecided = at > 180;
          const createdAt = ago(isDecided ? 120 : 6);
          return {
            request_id: randomUUID(),
            number: 100 + at,
            team_id: at % 3 === 0 ? operations.teamId : oneOf(random, teamIds),
            title:
              at % 31 === 0
                ? (awkward[(at / 31) % awkward.length] ?? "")
                : fillWords(oneOf(random, kind.titles), filled, words, random),
            details: fillWords(kind.about, filled, words, random),
            answers: [],
            requester_name: oneOf(random, people).name,
            requester_email: "",
            state: isDecided ? "declined" : at % 12 === 0 ? "asked" : "new",
            reason: isDecided ? "We do not look after this; the works office does." : "",
            created_at: instant(createdAt),
            asked_at: !isDecided && at % 12 === 0 ? instant(createdAt + 1000) : null,
            paused_ms: 0,
            decided_at: isDecided ? instant(createdAt + day) : null,
            decided_by: isDecided ? owner.personId : null,
            revision: 1,
          };
        }),
      );
      await tx.db.updateTable("request_counters").set({ last_number: 500 }).execute();
      const told: NewEvent[] = [];
      for (const row of rows) {
        const stage = workflows.find((each) => each.workflowId === row.workflow_id)?.stages[0];
        const base = { actorId: owner.personId, subjectId: row.item_id, itemId: row.item_id };
        told.push({
          ...base,
          name: "item.created",
          occurredAt: new Date(row.created_at),
          data: { stage: stage?.stageId },
        });
        if (row.stage_id !== stage?.stageId)
          told.push({
            ...base,
            actorId: row.owner_id,
            name: "item.moved",
            occurredAt: new Date(row.stage_entered_at),
            data: { from: stage?.stageId, to: row.stage_id },
          });
      }
      for (const event of told.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())) tx.record(event);
    },
  );
  await pool.query("analyze");
}
