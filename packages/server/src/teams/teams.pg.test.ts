import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testApp, type TestApp, type TestOrganization } from "../testing/app.ts";
import { refusalOf } from "../testing/browser.ts";
import { usualCalendar } from "./create.ts";

let app: TestApp;
let org: TestOrganization;

beforeAll(async () => {
  app = await testApp();
  org = await app.organization();
});
afterAll(() => app.stop());

describe("a team", () => {
  test("is made with its people, calendar, time zone and capacity, and read back by everyone", async () => {
    const member = await org.join("member");
    const calendar: typeof usualCalendar = {
      week: [
        [
          [480, 720],
          [780, 1020],
        ],
        [],
        [],
        [],
        [],
        [],
        [],
      ],
      holidays: ["2026-12-25"],
    };
    const made = await org.owner.client.createTeam({
      key: "care",
      name: "Customer care",
      timeZone: "America/New_York",
      calendar,
      capacity: 7.5,
      handOffExpiryHours: 48,
      members: [{ personId: member.personId, isLead: true }, { personId: org.owner.personId }],
    });
    expect(made).toMatchObject({
      key: "CARE",
      timeZone: "America/New_York",
      calendar,
      capacity: 7.5,
      handOffExpiryHours: 48,
      revision: 1,
    });
    expect((await member.client.listTeams()).rows).toContainEqual(made);
    expect(made.members.find((one) => one.isLead)?.personId).toBe(member.personId);
    expect(await refusalOf(org.owner.client.createTeam({ key: "CARE", name: "Twice" }))).toBe("conflict");
    expect(await refusalOf(member.client.createTeam({ key: "MINE", name: "Mine" }))).toBe("not_allowed");
  });

  test("changes what is given and keeps the rest; whoever is left out of its people is out", async () => {
    const [one, two] = [await org.join("member"), await org.join("member")];
    const made = await org.owner.client.createTeam({
      key: "CHG",
      name: "Before",
      members: [{ personId: one.personId, isLead: true }],
    });
    const changed = await org.owner.client.changeTeam({
      teamId: made.teamId,
      revision: 1,
      name: "After",
      members: [{ personId: two.personId }],
    });
    expect(changed).toMatchObject({
      name: "After",
      key: "CHG",
      calendar: usualCalendar,
      revision: 2,
      members: [{ personId: two.personId, isLead: false }],
    });
    const cleared = await org.owner.client.changeTeam({
      teamId: made.teamId,
      revision: 2,
      members: [],
      handOffExpiryHours: null,
    });
    expect(cleared.members).toEqual([]);
    const refused = await org.owner.client
      .changeTeam({ teamId: made.teamId, revision: 2, name: "Late" })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "stale", problem: { current: { name: "After", revision: 3 } } });
    const { rows } = await org.owner.client.listAuditEvents({ subject: made.teamId });
    expect(rows.map((event) => [event.name, event.data["fields"]])).toEqual([
      ["team.changed", ["handOffExpiryHours", "members"]],
      ["team.changed", ["name", "members"]],
      ["team.created", undefined],
    ]);
  });

  test("loses no update where sixteen change it at the same moment from the same revision", async () => {
    const { teamId } = await org.owner.client.createTeam({ key: "RACE", name: "Race" });
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, (_, n) => org.owner.client.changeTeam({ teamId, revision: 1, capacity: n + 1 })),
    );
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect((await org.owner.client.listTeams()).rows.find((team) => team.teamId === teamId)?.revision).toBe(2);
  });

  test("refuses calendars nobody could work by and people who are not there, and says where", async () => {
    const week = (day: [number, number][]) => [day, [], [], [], [], [], []] as typeof usualCalendar.week;
    const bad = [
      { week: week([]), holidays: [] },
      { week: week([[600, 500]]), holidays: [] },
      {
        week: week([
          [500, 700],
          [600, 800],
        ]),
        holidays: [],
      },
      { week: week([[0, 1441]]), holidays: [] },
      { week: week([[500, 700]]).slice(1), holidays: [] },
      { week: week([[500, 700]]), holidays: ["2026-02-30"] },
      { week: week([[500, 700]]), holidays: ["2026-01-01", "2026-01-01"] },
    ];
    for (const calendar of bad)
      expect(await refusalOf(org.owner.client.createTeam({ key: "BAD", name: "Bad", calendar }))).toBe("invalid_input");
    const stranger = await (await app.organization()).join("member");
    for (const personId of [stranger.personId, "01890000-0000-7000-8000-000000000000"])
      expect(await refusalOf(org.owner.client.createTeam({ key: "BAD", name: "Bad", members: [{ personId }] }))).toBe(
        "unknown_reference",
      );
    const twice = [{ personId: org.owner.personId }, { personId: org.owner.personId }];
    expect(await refusalOf(org.owner.client.createTeam({ key: "BAD", name: "Bad", members: twice }))).toBe(
      "invalid_input",
    );
    expect((await org.owner.client.listTeams()).rows.map((team) => team.key)).not.toContain("BAD");
  });

  test("is archived once nothing needs it any more, and says what still does", async () => {
    const { teamId } = await org.team("ARC");
    const workflow = await org.workflow(teamId);
    await org.owner.client.createItem({ title: "Open", workflowId: workflow.workflowId });
    const refused = await org.owner.client
      .archiveTeam({ teamId, revision: 1 })
      .catch((error: unknown) => error as Error & { code: string });
    expect(refused).toMatchObject({
      code: "in_use",
      message: expect.stringMatching(/1 open item, 3 stages/) as string,
    });
    const { teamId: idle } = await org.team("IDLE");
    expect(await org.owner.client.archiveTeam({ teamId: idle, revision: 1 })).toMatchObject({
      archivedAt: expect.any(String) as string,
      revision: 2,
    });
    expect(await refusalOf(org.owner.client.archiveTeam({ teamId: idle, revision: 1 }))).toBe("stale");
    expect(await org.owner.client.archiveTeam({ teamId: idle, revision: 2 })).toMatchObject({ revision: 2 });
  });

  test("of another organization is not there", async () => {
    const other = await app.organization();
    const { teamId } = await other.team("OUT");
    expect(await refusalOf(org.owner.client.changeTeam({ teamId, revision: 1, name: "Mine now" }))).toBe("not_found");
    expect(await refusalOf(org.owner.client.archiveTeam({ teamId, revision: 1 }))).toBe("not_found");
    expect((await other.owner.client.listTeams()).rows).toMatchObject([{ name: "Team OUT", revision: 1 }]);
  });
});
