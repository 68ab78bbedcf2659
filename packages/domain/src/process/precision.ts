import { NetStates } from "./net-states.ts";
import { SilentSteps } from "./silent-steps.ts";
import { TokenPlayer } from "./token-replay.ts";
import { variantsOf } from "./variants.ts";
import type { EventLog } from "./event-log.ts";
import type { PetriNet } from "./petri-net.ts";

/** A beginning that some cases share: how many went on from it, and with what. */
interface Prefix {
  readonly marking: number;
  cases: number;
  readonly next: Map<number, Prefix | undefined>;
}

/**
 * ETC precision: of all the activities the net would allow after each beginning that occurred, the share that did occur
 * there (Muñoz-Gama and Carmona, "A fresh look at precision in process conformance", 2010), each beginning weighted by
 * the cases that went on from it. Beginnings the net cannot play are left out. 1 means that the net allows nothing but
 * what was seen.
 */
export function etcPrecision(log: EventLog, net: PetriNet): number {
  const states = new NetStates(net);
  const steps = new SilentSteps(states);
  const player = new TokenPlayer(steps);
  const root: Prefix = { marking: states.initial, cases: 0, next: new Map() };
  for (const { trace, count } of variantsOf(log)) {
    let at: Prefix | undefined = root;
    for (const activity of trace) {
      if (!at) break;
      at.cases += count;
      if (!at.next.has(activity)) {
        const played = player.step(at.marking, activity);
        at.next.set(activity, played && { marking: played.marking, cases: 0, next: new Map() });
      }
      at = at.next.get(activity);
    }
  }
  let allowed = 0;
  let escaping = 0;
  const allowedIn = new Map<number, Set<number>>();
  const open = [root];
  for (let prefix = open.pop(); prefix; prefix = open.pop()) {
    let possible = allowedIn.get(prefix.marking);
    if (!possible)
      allowedIn.set(
        prefix.marking,
        (possible = new Set(Array.from(steps.visibleNext(prefix.marking), (t) => net.transitions[t]!.activity!))),
      );
    // A beginning after which every case ended is not one that cases went on from.
    if (prefix.cases > 0) {
      allowed += prefix.cases * possible.size;
      for (const activity of possible) if (!prefix.next.has(activity)) escaping += prefix.cases;
    }
    for (const next of prefix.next.values()) if (next) open.push(next);
  }
  return allowed === 0 ? 1 : 1 - escaping / allowed;
}
