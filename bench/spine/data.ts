import type { Pool } from "pg";
import { uuidV7 } from "../../packages/server/src/db/uuid-v7.ts";
import { scopedSecret } from "../../packages/server/src/identity/secrets.ts";

/** An organization loaded for measuring: what a client needs to work in it. */
export interface Loaded {
  readonly organizationId: string;
  readonly key: string;
  /** The same person's, as many as it takes to hold two hundred streams. */
  readonly keys: readonly string[];
  readonly teamId: string;
  readonly workflowId: string;
  readonly stages: readonly [queue: string, doing: string, done: string];
}

const at = "2026-01-05T08:00:00Z";

/** An organization with `teams` teams and `items` items, `open` of them open, written in a few set-based statements. */
export async function loadOrganization(
  pool: Pool,
  { items, open, teams }: { items: number; open: number; teams: number },
): Promise<Loaded> {
  const organizationId = uuidV7(1);
  const ownerId = uuidV7(2);
  const secrets = Array.from({ length: 12 }, () => scopedSecret("tl", organizationId));
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local statement_timeout = 0");
    await client.query(`select set_config('app.organization', $1, true)`, [organizationId]);
    await client.query(
      "insert into organizations (organization_id, name, slug, created_at) values ($1, 'Measured', $2, $3)",
      [organizationId, `measured-${organizationId.slice(-12)}`, at],
    );
    await client.query("insert into event_counters (organization_id) values ($1)", [organizationId]);
    await client.query(
      "insert into people (organization_id, person_id, name, role, joined_at) values ($1, $2, 'Measurer', 'owner', $3)",
      [organizationId, ownerId, at],
    );
    for (const { hash } of secrets)
      await client.query(
        "insert into keys (organization_id, key_id, person_id, name, secret_hash, hint, created_at) values ($1, $2, $3, 'bench', $4, 'bench', $5)",
        [organizationId, uuidV7(3), ownerId, hash, at],
      );
    const made: { teamId: string; workflowId: string; stages: [string, string, string] }[] = [];
    const calendar = JSON.stringify({
      week: [[[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [[540, 1020]], [], []],
      holidays: [],
    });
    for (let team = 0; team < teams; team += 1) {
      const ids = {
        teamId: uuidV7(4),
        workflowId: uuidV7(5),
        stages: [uuidV7(6), uuidV7(7), uuidV7(8)] as [string, string, string],
      };
      await client.query(
        "insert into teams (organization_id, team_id, key, name, calendar, created_at, last_item_number) values ($1, $2, $3, $4, $5, $6, $7)",
        [organizationId, ids.teamId, `T${team}`, `Team ${team}`, calendar, at, items],
      );
      await client.query(
        "insert into workflows (organization_id, workflow_id, team_id, name, created_at) values ($1, $2, $3, 'Work', $4)",
        [organizationId, ids.workflowId, ids.teamId, at],
      );
      for (const [position, stage] of [
        ["Queue", "queue", null],
        ["Doing", "active", 1000],
        ["Done", "done", null],
      ].entries()) {
        await client.query(
          "insert into stages (organization_id, stage_id, workflow_id, team_id, position, name, kind, wip_limit, wip_hard) values ($1, $2, $3, $4, $5, $6, $7, $8, true)",
          [organizationId, ids.stages[position], ids.workflowId, ids.teamId, position, stage[0], stage[1], stage[2]],
        );
      }
      made.push(ids);
    }
    await client.query(
      `insert into items (organization_id, item_id, key, title, description, workflow_id, stage_id, team_id, owner_id, class_of_service, value, effort_low, effort_high, rank,
         created_at, updated_at, stage_entered_at, started_at, finished_at)
       select $1, gen_random_uuid(), 'T' || t || '-' || n, 'Item ' || n || ' about ' || md5(n::text), 'Something to be done, number ' || n, w.workflow_id,
         case when n > $3 then w.done when n % 3 = 0 then w.doing else w.queue end, w.team_id, case when n % 4 = 0 then null else $2::uuid end,
         (array['standard', 'standard', 'standard', 'fixed_date', 'expedite', 'intangible'])[1 + n % 6], n % 50, 1, 3, to_hex(n) || 'V',
         $4::timestamptz + n * interval '10 seconds', $4::timestamptz + n * interval '11 seconds', $4::timestamptz + n * interval '10 seconds',
         case when n % 3 = 0 or n > $3 then $4::timestamptz + n * interval '10 seconds' end, case when n > $3 then $4::timestamptz + n * interval '12 seconds' end
       from generate_series(1, $5::int) n, lateral (select (n % $6::int) as t) x,
         lateral (select ($7::uuid[])[x.t + 1] as workflow_id, ($8::uuid[])[x.t + 1] as team_id, ($9::uuid[])[x.t + 1] as queue, ($10::uuid[])[x.t + 1] as doing, ($11::uuid[])[x.t + 1] as done) w`,
      [
        organizationId,
        ownerId,
        open,
        at,
        items,
        teams,
        made.map((m) => m.workflowId),
        made.map((m) => m.teamId),
        made.map((m) => m.stages[0]),
        made.map((m) => m.stages[1]),
        made.map((m) => m.stages[2]),
      ],
    );
    await client.query("commit");
  } finally {
    client.release();
  }
  const { rows } = await withScope(
    pool,
    organizationId,
    "select w.workflow_id, w.team_id, array_agg(s.stage_id order by s.position) as stages from workflows w join stages s using (organization_id, workflow_id) group by 1, 2 limit 1",
  );
  const row = rows[0] as { workflow_id: string; team_id: string; stages: [string, string, string] };
  const keys = secrets.map((secret) => secret.text);
  return {
    organizationId,
    key: keys[0] ?? "",
    keys,
    teamId: row.team_id,
    workflowId: row.workflow_id,
    stages: row.stages,
  };
}

async function withScope(pool: Pool, organizationId: string, text: string) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.organization', $1, true)", [organizationId]);
    const result = await client.query(text);
    await client.query("commit");
    return result;
  } finally {
    client.release();
  }
}
