import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits for a cookie, a link or a key; only its hash is stored. */
export const newSecret = (): string => randomBytes(32).toString("base64url");
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();
export const sameHash = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/**
 * A secret that says which organization it belongs to (`tl_<organization>_<secret>`), so that it can be checked under
 * that organization's row security and nowhere else.
 */
export function scopedSecret(prefix: "tl" | "in" | "tr", organizationId: string): { text: string; hash: Buffer } {
  const secret = newSecret();
  const organization = Buffer.from(organizationId.replaceAll("-", ""), "hex").toString("base64url");
  return { text: `${prefix}_${organization}_${secret}`, hash: hashSecret(secret) };
}

/** @returns null where the text is not such a secret at all. */
export function readScopedSecret(
  prefix: "tl" | "in" | "tr",
  text: string,
): { organizationId: string; hash: Buffer } | null {
  const match = /^(tl|in|tr)_([A-Za-z0-9_-]{22})_([A-Za-z0-9_-]{43})$/.exec(text);
  if (!match || match[1] !== prefix) return null;
  const hex = Buffer.from(match[2] ?? "", "base64url").toString("hex");
  if (hex.length !== 32) return null;
  const organizationId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return { organizationId, hash: hashSecret(match[3] ?? "") };
}
