import type { Membership } from "@throughline/contract/sessions";
import type { DemoContent } from "@throughline/domain/simulation/demo/content";
import type { Open } from "../db/transaction.ts";
import { foundOrganization, type Founder } from "../organizations/create.ts";
import { startOfDemo, tellDemo } from "./tell.ts";
import { writeHistory } from "./write-history.ts";
import { writeRoutines, writeSetting } from "./write-setting.ts";

/**
 * Founds a demo organization with its three months of history. It happened when the story says (`occurred_at`), we learnt of
 * it now (`recorded_at`), as with any history brought in.
 */
export async function openDemoOrganization(
  tx: Open,
  content: DemoContent,
  founder: Founder,
  now: Date,
  newId: () => string,
): Promise<Membership> {
  const history = asHistory(tx, now);
  const { name } = content.organization;
  const startedAt = startOfDemo(content, now);
  const membership = await foundOrganization(history, { name, kind: "demo" }, founder, startedAt, newId);
  const { organizationId, personId } = membership;
  const told = tellDemo(content, organizationId, now, { personId, name: founder.name });
  await writeSetting(history, content, told, personId, now, newId);
  await writeHistory(history, told);
  await writeRoutines(history, content, told, newId);
  return membership;
}

/** The same transaction; what it records is learnt now, whenever it happened. */
const asHistory = (tx: Open, now: Date): Open => ({
  db: tx.db,
  get organizationId() {
    return tx.organizationId;
  },
  record: (event) => tx.record({ ...event, recordedAt: now }),
  afterCommit: (effect) => tx.afterCommit(effect),
  enter: (scope) => tx.enter(scope),
});
