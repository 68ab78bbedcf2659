import type { RandomStream } from "../../numbers/random.ts";
import { missing } from "./ledger.ts";

/** Someone of a team, and how much they have in hand. */
export interface Worker {
  readonly personId: string;
  readonly teamId: string;
  readonly most: number;
  busy: number;
}

/** Who works where and who has a hand free. */
export class Crews {
  readonly #teams: ReadonlyMap<string, readonly Worker[]>;

  constructor(
    teams: Iterable<{ readonly teamId: string; readonly members: readonly { readonly personId: string }[] }>,
    hands: (teamId: string) => number,
  ) {
    this.#teams = new Map(
      Array.from(teams, ({ teamId, members }) => [
        teamId,
        members.map(({ personId }) => ({ personId, teamId, most: hands(teamId), busy: 0 })),
      ]),
    );
  }

  /** Whoever has the least in hand, of several alike one by chance; null where all hands are full. */
  free(teamId: string, random: RandomStream): Worker | null {
    const able = this.#of(teamId).filter((worker) => worker.busy < worker.most);
    const least = Math.min(...able.map((worker) => worker.busy));
    const idle = able.filter((worker) => worker.busy === least);
    return idle[random.nextInt(Math.max(1, idle.length))] ?? null;
  }

  /** Anyone of a team, for what takes a minute; not the one named. */
  someone(teamId: string, random: RandomStream, but?: string): string {
    const all = this.#of(teamId).filter((worker) => worker.personId !== but);
    return (all[random.nextInt(all.length)] ?? missing()).personId;
  }

  #of(teamId: string): readonly Worker[] {
    return this.#teams.get(teamId) ?? missing();
  }
}
