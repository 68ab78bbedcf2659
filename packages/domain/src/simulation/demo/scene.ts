import { addWorkingTime } from "../../time/working-time.ts";
import type { Ledger } from "./ledger.ts";
import type { ToldHandOff, ToldItem } from "./told.ts";

const HOUR = 3_600_000;
/** In this many working hours before now, the last few of what is open stay open. */
const lastHours = 20;
const openOffers = 1;
const blockedItems = 2;

/** Sees to it that there is something of everything to look at: the last open offer to a team, its last blocked items. */
export class Scene {
  readonly #ledger: Ledger;
  readonly #until: number;

  constructor(ledger: Ledger, until: number) {
    this.#ledger = ledger;
    this.#until = until;
  }

  keepsOffered(handOff: ToldHandOff, at: number): boolean {
    if (!this.#isLate(handOff.to.teamId, at) || handOff.expiresAt <= this.#until) return false;
    const open = this.#ledger.items.filter(({ offer }) => offer?.to.teamId === handOff.to.teamId);
    return open.length <= openOffers;
  }

  keepsBlocked(item: ToldItem, at: number): boolean {
    if (!this.#isLate(item.stage.teamId, at)) return false;
    const { teamId } = item.stage;
    return (
      this.#ledger.items.filter((one) => one.blockedSince !== null && one.stage.teamId === teamId).length <=
      blockedItems
    );
  }

  #isLate(teamId: string, at: number): boolean {
    return at > addWorkingTime(this.#ledger.calendar(teamId), this.#until, -lastHours * HOUR);
  }
}
