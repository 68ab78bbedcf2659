import { requireNet } from "./petri-net.ts";
import type { PetriNet } from "./petri-net.ts";

/** The markings of a net, numbered as they are met, with what each enables and leads to worked out once. */
export class NetStates {
  readonly net: PetriNet;
  readonly initial: number;
  readonly final: number;
  /** Transitions that show an activity, by its number. */
  readonly byActivity: ReadonlyMap<number, readonly number[]>;
  readonly #numbers = new Map<string, number>();
  readonly #tokens: Uint16Array[] = [];
  readonly #enabled: (readonly number[] | undefined)[] = [];
  readonly #after: Map<number, number>[] = [];

  /** Refuses a net that is none; see `requireNet`. */
  constructor(net: PetriNet) {
    requireNet(net);
    this.net = net;
    const byActivity = new Map<number, number[]>();
    for (const [t, { activity }] of net.transitions.entries()) {
      if (activity === undefined) continue;
      const known = byActivity.get(activity);
      if (known) known.push(t);
      else byActivity.set(activity, [t]);
    }
    this.byActivity = byActivity;
    const tokens = new Uint16Array(net.places);
    tokens[net.source] = 1;
    this.initial = this.numberOf(tokens);
    const end = new Uint16Array(net.places);
    end[net.sink] = 1;
    this.final = this.numberOf(end);
  }

  /** Markings met so far. */
  get size(): number {
    return this.#tokens.length;
  }

  /** Tokens per place; do not change. */
  tokens(marking: number): Uint16Array {
    return this.#tokens[marking]!;
  }

  /** The number of a marking given by its tokens, which are copied. */
  numberOf(tokens: Uint16Array): number {
    const key = String.fromCharCode(...tokens);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#tokens.length;
    this.#numbers.set(key, number);
    this.#tokens.push(tokens.slice());
    this.#enabled.push(undefined);
    this.#after.push(new Map());
    return number;
  }

  /** Transitions that can happen in a marking. */
  enabled(marking: number): readonly number[] {
    const known = this.#enabled[marking];
    if (known) return known;
    const tokens = this.#tokens[marking]!;
    const found: number[] = [];
    for (const [t, { from }] of this.net.transitions.entries())
      if (from.every((place) => tokens[place]! > 0)) found.push(t);
    this.#enabled[marking] = found;
    return found;
  }

  /** The marking after an enabled transition. */
  fire(marking: number, t: number): number {
    const known = this.#after[marking]!.get(t);
    if (known !== undefined) return known;
    const tokens = this.#tokens[marking]!.slice();
    const { from, to } = this.net.transitions[t]!;
    for (const place of from) tokens[place]!--;
    for (const place of to) tokens[place]!++;
    const next = this.numberOf(tokens);
    this.#after[marking]!.set(t, next);
    return next;
  }
}
