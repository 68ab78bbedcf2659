/** The part of a form's address that its name suggests: small letters, digits and hyphens. */
export function slugFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}

/** What is wrong with an address; null where it is right. */
export function slugProblem(slug: string): string | null {
  if (/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) return null;
  return slug === "" ? "Give it an address" : "Small letters, digits and hyphens, such as ask-the-desk";
}
