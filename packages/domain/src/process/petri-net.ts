import { RefusedInput } from "../numbers/refused-input.ts";

/** A transition takes one token from each of `from` and gives one to each of `to`. */
export interface Transition {
  /** Number of the activity it shows in a log; undefined where it is silent. */
  readonly activity: number | undefined;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A workflow net: one token starts in `source`, the case is over when one is in `sink` and none elsewhere. */
export interface PetriNet {
  readonly places: number;
  readonly source: number;
  readonly sink: number;
  readonly transitions: readonly Transition[];
}

export type NetRefusal = "unknown_place" | "no_way_in" | "source_is_sink";

/** Refuses a net whose transitions name places it does not have, or need no token at all (they could fire for ever). */
export function requireNet(net: PetriNet): void {
  const known = (place: number): boolean => Number.isInteger(place) && place >= 0 && place < net.places;
  if (!known(net.source) || !known(net.sink))
    throw new RefusedInput<NetRefusal>("unknown_place", "The net's source and sink must be among its places.");
  if (net.source === net.sink)
    throw new RefusedInput<NetRefusal>("source_is_sink", "The net's source and sink must be two places.");
  for (const [at, { from, to }] of net.transitions.entries()) {
    if (![...from, ...to].every(known))
      throw new RefusedInput<NetRefusal>("unknown_place", `Transition ${at} names a place the net does not have.`, at);
    if (from.length === 0)
      throw new RefusedInput<NetRefusal>("no_way_in", `Transition ${at} takes no token and could happen for ever.`, at);
  }
}
