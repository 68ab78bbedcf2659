import { randomInt } from "node:crypto";

/** First segments of the web app's own addresses: an organization's address must not hide them. */
const taken = new Set(
  "setup sign-in reset-password join new-organization f track account api assets academy verify docs health static admin settings organization organizations demo help about".split(
    " ",
  ),
);
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/**
 * An organization's address from its name. The first of an installation gets the plain one; every other gets four
 * characters of chance at its end, so that nobody learns from theirs which names are in use.
 */
export function slugOf(name: string, plain: boolean): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  const base = words === "" ? "organization" : words;
  if (plain && !taken.has(base)) return base;
  return `${base}-${Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("")}`;
}
