import { Refusal } from "../http/refusal.ts";
import { Attempts } from "./attempts.ts";

const quarterHour = 15 * 60_000;
const hour = 60 * 60_000;

/**
 * Bounds on what someone without a password may try. Held in memory: a restart forgets them, which costs a guesser
 * nothing worth having. A failed sign-in counts against the account at that address, against the account wherever it
 * comes from, and against the address whichever account it tries. Unknown accounts count alike.
 */
export class Guards {
  readonly #pair = new Attempts({ most: 10, windowMs: quarterHour });
  readonly #account = new Attempts({ most: 100, windowMs: quarterHour });
  readonly #address = new Attempts({ most: 100, windowMs: quarterHour });
  readonly #links = new Attempts({ most: 60, windowMs: quarterHour });
  readonly #resets = new Attempts({ most: 20, windowMs: quarterHour });
  readonly #resetsOfAccount = new Attempts({ most: 5, windowMs: hour });
  readonly #invitations = new Attempts({ most: 300, windowMs: hour });
  readonly #forms = new Attempts({ most: 30, windowMs: quarterHour });
  readonly #mailsToRequester = new Attempts({ most: 10, windowMs: hour });

  /**
   * Counts a try before it is checked, so that many at once do not slip through.
   * @throws Refusal `too_many_requests` with `tryAgainAt` where it has to wait.
   */
  trySignIn(email: string, ip: string, now: Date): Try {
    const address = network(ip);
    const pair = `${email} ${address}`;
    const counted: readonly [Attempts, string][] = [
      [this.#pair, pair],
      [this.#account, email],
      [this.#address, address],
    ];
    for (const [attempts, key] of counted)
      assertAllowed(attempts.blockedUntil(key, now), now, "Too many failed sign-ins");
    for (const [attempts, key] of counted) attempts.count(key, now);
    return {
      succeeded: () => {
        this.#pair.forget(pair);
        this.#account.giveBack(email);
        this.#address.giveBack(address);
      },
      notTried: () => {
        for (const [attempts, key] of counted) attempts.giveBack(key);
      },
    };
  }

  /** Setting up, accepting an invitation, choosing a password by a link: each may cost a password hash. */
  tryLink(ip: string, now: Date): void {
    count(this.#links, network(ip), now, "Too many tries from this address");
  }

  askReset(ip: string, now: Date): void {
    count(this.#resets, network(ip), now, "Too many reset mails were asked for from this address");
  }

  /** Whether one more reset mail may go to an address. Says nothing to whoever asks. */
  mayMailReset(email: string, now: Date): boolean {
    if (this.#resetsOfAccount.blockedUntil(email, now)) return false;
    this.#resetsOfAccount.count(email, now);
    return true;
  }

  /** Sending a public form, or answering by a tracking link. */
  submit(ip: string, now: Date): void {
    count(this.#forms, network(ip), now, "Too much was sent from this address");
  }

  /** Whether one more mail may go to the address someone gave in a public form: it may not be theirs. */
  mayMailRequester(email: string, now: Date): boolean {
    if (this.#mailsToRequester.blockedUntil(email, now)) return false;
    this.#mailsToRequester.count(email, now);
    return true;
  }

  invite(organizationId: string, now: Date): void {
    count(this.#invitations, organizationId, now, "Too many invitations were sent in the last hour");
  }
}

/** What became of a sign-in that was counted as failed beforehand. */
export interface Try {
  succeeded(): void;
  /** The password was never looked at. */
  notTried(): void;
}

function count(attempts: Attempts, key: string, now: Date, what: string): void {
  assertAllowed(attempts.blockedUntil(key, now), now, what);
  attempts.count(key, now);
}

function assertAllowed(until: Date | null, now: Date, what: string): void {
  if (!until) return;
  const seconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  throw new Refusal("too_many_requests", {
    detail: `${what}; try again in ${wait}`,
    facts: { tryAgainAt: until.toISOString(), retryAfter: seconds },
  });
}

/** Whoever holds one IPv6 address usually holds the whole /64 it is in. */
function network(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip;
  const [head = "", tail] = ip.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
