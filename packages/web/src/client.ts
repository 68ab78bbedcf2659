import { createClient } from "@throughline/contract/client";
import { routes } from "virtual:routes";

let organization: string | null = null;

/** Which organization the calls of this tab are about: its slug, taken from the address. */
export function setOrganization(slug: string | null): void {
  organization = slug;
}

export const currentOrganization = (): string | null => organization;

/** The server, typed by the contract. Every write carries an idempotency key of its own. */
export const client = createClient({
  origin: "",
  routes,
  headers: (): Record<string, string> => (organization === null ? {} : { "throughline-organization": organization }),
});
