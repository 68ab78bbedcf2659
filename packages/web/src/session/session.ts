import type { Membership, Session } from "@throughline/contract/sessions";
import type { Deed } from "@throughline/domain/access/can";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, currentOrganization } from "../client.ts";

export const setupQuery = queryOptions({ queryKey: ["setup"], queryFn: () => client.readSetup() });

/** Who is signed in, and what they may do in the organization of the address. */
export const sessionQuery = (organization: string | null) =>
  queryOptions({ queryKey: ["session", organization], queryFn: () => client.readSession() });

export interface Here {
  readonly session: Session;
  readonly organization: Membership;
  /** My person in this organization. */
  readonly personId: string;
  readonly may: (deed: Deed) => boolean;
}

/** Me, here. Only for pages inside an organization: its route has read the session before they render. */
export function useHere(): Here {
  const slug = currentOrganization();
  const { data: session } = useQuery(sessionQuery(slug));
  const organization = session?.organizations.find((row) => row.slug === slug);
  if (!session?.current || !organization) throw new Error("useHere is for pages inside an organization");
  const { deeds, personId } = session.current;
  return { session, organization, personId, may: (deed) => deeds.includes(deed) };
}
