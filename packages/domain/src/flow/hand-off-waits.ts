/** How long work waits between teams. */
import type { FlowHistory, ItemFlow } from "./history.ts";
import { wallTime, type Elapsed } from "./spells.ts";

export interface HandOffWait {
  readonly item: string;
  readonly fromTeam: string;
  readonly toTeam: string;
  /** When it was offered, or entered the other team's stage. */
  readonly from: number;
  /** When the other team took it up; undefined while it waits. */
  readonly to: number | undefined;
  /** Milliseconds waited until then or until `now`. */
  readonly time: number;
}

/**
 * Every wait between two teams that began by `now`. A hand-off that was offered waits until it is accepted; one that is
 * only a move into another team's stage waits until the item first enters an active stage of that team, or goes on to a
 * third team. A hand-off declined, expired or withdrawn waited until then. In order of items, then of time.
 */
export function handOffWaits(history: FlowHistory, now: number, elapsed: Elapsed = wallTime): HandOffWait[] {
  const waits: HandOffWait[] = [];
  for (const flow of history.items) {
    const found = [...offered(flow), ...moved(flow)].sort((a, b) => a.from - b.from);
    for (const wait of found) {
      if (wait.from > now) continue;
      const to = wait.to === undefined || wait.to > now ? undefined : wait.to;
      waits.push({ item: flow.item, ...wait, to, time: elapsed(wait.from, to ?? now) });
    }
  }
  return waits;
}

type Wait = Pick<HandOffWait, "fromTeam" | "toTeam" | "from" | "to">;

function offered(flow: ItemFlow): Wait[] {
  return flow.handOffs.flatMap(({ fromTeam, toTeam, from, to }) =>
    fromTeam === undefined || fromTeam === toTeam ? [] : [{ fromTeam, toTeam, from, to }],
  );
}

function moved(flow: ItemFlow): Wait[] {
  const waits: Wait[] = [];
  let team: string | undefined;
  let open: { fromTeam: string; toTeam: string; from: number; to: number | undefined } | undefined;
  for (const { stage, from, to } of flow.stays) {
    if (open !== undefined && (stage.team !== open.toTeam || stage.kind !== "queue")) {
      open.to = from;
      open = undefined;
    }
    if (stage.team !== undefined && team !== undefined && stage.team !== team && stage.kind !== "done") {
      // A move that an accepted offer led to is that hand-off, not a second one.
      const announced = flow.handOffs.some(
        (handOff) => handOff.toTeam === stage.team && handOff.end === "accepted" && handOff.to! <= from,
      );
      const wait = { fromTeam: team, toTeam: stage.team, from, to: stage.kind === "queue" ? undefined : from };
      if (!announced) {
        waits.push(wait);
        if (stage.kind === "queue") open = wait;
      }
    }
    team = stage.team ?? team;
    if (open !== undefined && to !== undefined && to === flow.droppedAt) open.to = to;
  }
  return waits;
}

/** What waited between one team and another. */
export interface PairWaits {
  readonly fromTeam: string;
  readonly toTeam: string;
  count: number;
  /** How many wait still. */
  open: number;
  /** Milliseconds of each wait that ended. */
  readonly times: number[];
  /** Milliseconds of all together. */
  total: number;
}

/** Waits gathered by the pair of teams, longest total first. */
export function waitsByPair(waits: Iterable<HandOffWait>): PairWaits[] {
  const pairs = new Map<string, PairWaits>();
  for (const { fromTeam, toTeam, to, time } of waits) {
    const key = JSON.stringify([fromTeam, toTeam]);
    const row = pairs.get(key) ?? { fromTeam, toTeam, count: 0, open: 0, times: [], total: 0 };
    row.count += 1;
    row.total += time;
    if (to === undefined) row.open += 1;
    else row.times.push(time);
    pairs.set(key, row);
  }
  return [...pairs.values()].sort((a, b) => b.total - a.total);
}
