import type { Role } from "@throughline/domain/access/can";

/** Who acts in an organization, in this request. */
export interface Actor {
  readonly personId: string;
  readonly kind: "person" | "agent";
  readonly name: string;
  /** Effective role: an agent's never exceeds its sponsor's. */
  readonly role: Role;
  readonly accountId: string | null;
  readonly via: "session" | "key";
  /** The session's or the key's id: what to revoke to shut this actor out. */
  readonly credentialId: string;
}

export interface Account {
  readonly accountId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
}
