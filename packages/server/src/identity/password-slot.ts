import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { Lane } from "../http/lanes.ts";

/** Argon2id (the library's default kind) at 19 MiB, two passes, one thread: about 20 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** However many sign in at once, two passwords are hashed at a time and twenty wait; the rest is told to come again. */
const lane = new Lane({ most: 2, queue: 20, deadlineMs: 8_000 });

export interface PasswordSlot {
  hash(password: string): Promise<string>;
  /** Takes the same time where there is no hash to compare with: the answer tells nothing about the account. */
  matches(stored: string | null, password: string): Promise<boolean>;
}

let decoy: Promise<string> | null = null;

const slot: PasswordSlot = {
  hash: (password) => hash(password.normalize("NFKC"), cost),
  matches: async (stored, password) => {
    decoy ??= hash(randomBytes(32), cost);
    const same = await verify(stored ?? (await decoy), password.normalize("NFKC"));
    return stored !== null && same;
  },
};

/**
 * Waits for one of the two slots and hashes in it. Hold no database connection while waiting.
 * @throws Refusal `unavailable` where too many wait already.
 */
export const withPasswordSlot = <T>(work: (slot: PasswordSlot) => Promise<T>): Promise<T> => lane.run(() => work(slot));
