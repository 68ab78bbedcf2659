import { addWorkingTime } from "../../time/working-time.ts";
import type { Ledger } from "./ledger.ts";
import type { ToldHandOff, ToldItem, ToldStage } from "./told.ts";

const HOUR = 3_600_000;
/** In so many working hours before now, the last few of what is open stay open. */
const lastHours = { offers: 30, blocks: 20, limits: 10 };
const openOffers = 1;
const blockedItems = 2;

/** Sees to it that there is something of everything to look at: a team's last offer and blocked items, the last full stage. */
export class Scene {
  readonly #ledger: Ledger;
  readonly #until: number;

  constructor(ledger: Ledger, until: number) {
    this.#ledger = ledger;
    this.#until = until;
  }

  keepsOffered(handOff: ToldHandOff, at: number): boolean {
    if (!this.#isLate(handOff.to.teamId, at, lastHours.offers) || handOff.expiresAt <= this.#until) return false;
    const open = this.#ledger.items.filter(
      ({ offer }) => offer !== null && offer.to.teamId === handOff.to.teamId && offer.expiresAt > this.#until,
    );
    return open.length <= openOffers;
  }

  keepsBlocked(item: ToldItem, at: number): boolean {
    if (!this.#isLate(item.stage.teamId, at, lastHours.blocks)) return false;
    const { teamId } = item.stage;
    return (
      this.#ledger.items.filter((one) => one.blockedSince !== null && one.stage.teamId === teamId).length <=
      blockedItems
    );
  }

  /** The last stage that is at a hard limit stays there. */
  keepsFull(stage: ToldStage, at: number): boolean {
    if (!stage.wipHard || this.#ledger.hasRoom(stage) || !this.#isLate(stage.teamId, at, lastHours.limits))
      return false;
    const full = this.#ledger.items.filter(
      (item) => item.stage.wipHard && item.stage !== stage && !this.#ledger.hasRoom(item.stage),
    );
    return full.length === 0;
  }

  #isLate(teamId: string, at: number, hours: number): boolean {
    return at > addWorkingTime(this.#ledger.calendar(teamId), this.#until, -hours * HOUR);
  }
}
