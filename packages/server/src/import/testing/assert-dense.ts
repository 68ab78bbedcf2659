import { expect } from "vitest";
import type { TestOrganization } from "../../testing/app.ts";

/** Whether numbers run from 1 to the counter without a hole. */
export async function assertDense(org: TestOrganization): Promise<number> {
  const { rows } = await org.within(async ({ db, organizationId }) => ({
    rows: await db
      .selectFrom("events")
      .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max("number").as("last")])
      .where("organization_id", "=", organizationId)
      .execute(),
  }));
  const counter = await org.within(({ db, organizationId }) =>
    db
      .selectFrom("event_counters")
      .select("last_number")
      .where("organization_id", "=", organizationId)
      .executeTakeFirstOrThrow(),
  );
  expect(rows[0]).toEqual({ count: counter.last_number, last: counter.last_number });
  return counter.last_number;
}
