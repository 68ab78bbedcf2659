import type { Session } from "@throughline/contract/sessions";
import { setOrganization } from "../client.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";

/** Forgets everything another reader may have left in this tab. */
export function forgetReader(): void {
  queryClient.clear();
  setOrganization(null);
}

/** The first page after joining or making an organization. */
export function homeOf(session: Session): string {
  const slug = session.organizations.find((row) => row.organizationId === session.current?.organizationId)?.slug;
  return slug === undefined ? paths.home() : paths.myWork(slug);
}
