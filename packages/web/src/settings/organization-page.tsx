import { useQuery } from "@tanstack/react-query";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { queryClient } from "../query-client.ts";
import { failureOf } from "../session/use-attempt.ts";
import { useHere } from "../session/session.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { LeaveOrganization } from "./leave-organization.tsx";
import { RemoveOrganization } from "./remove-organization.tsx";
import { roleWords } from "./role-words.ts";
import { SettingsPage } from "./settings-page.tsx";

/** The organization itself: its name, and the two ways out. */
export function OrganizationPage() {
  const here = useHere();
  const organization = useQuery({ queryKey: ["organization"], queryFn: () => client.readOrganization(), staleTime: 0 });
  const isSlow = useIsSlow(organization.isLoading);
  const { data } = organization;
  const rename = async (revision: number, name: string) => {
    try {
      const renamed = await client.changeOrganization({ revision, name });
      queryClient.setQueryData(["organization"], renamed);
      void queryClient.invalidateQueries({ queryKey: ["session"] });
    } catch (error) {
      if (failureOf(error).problem?.code === "stale") void organization.refetch();
      throw error;
    }
  };
  return (
    <SettingsPage
      current="organization"
      title="Organization"
      needs="organization.read"
      what="the organization's settings"
      measure="text"
    >
      {organization.isError ? (
        <ErrorState title="The organization could not be read" onRetry={() => void organization.refetch()}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : data ? (
        <>
          <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-2.5 text-dense sm:grid-cols-[10rem_minmax(0,1fr)]">
            <dt className="text-muted">Name</dt>
            <dd>
              <InlineEdit
                label="Name"
                value={data.name}
                isReadOnly={!here.may("organization.administer")}
                className="font-medium"
                check={(text) => (text === "" ? "Give it a name" : text.length > 120 ? "At most 120 characters" : null)}
                onSave={(name) => rename(data.revision, name)}
              />
            </dd>
            <dt className="text-muted">Address</dt>
            <dd>
              <span className="break-all">
                {window.location.origin}/{data.slug}
              </span>
              <span className="block text-small text-faint">It stays, so that links keep working</span>
            </dd>
            <dt className="text-muted">Began</dt>
            <dd>
              <TimeText at={data.createdAt} />
              {data.kind === "demo" ? " as a demo" : ""}
            </dd>
            <dt className="text-muted">You are here as</dt>
            <dd>{roleWords[here.organization.role].name.toLowerCase()}</dd>
          </dl>
          <PageSection title="Leave" note="For yourself alone. The organization and its work stay.">
            <LeaveOrganization name={data.name} />
          </PageSection>
          {here.may("organization.remove") ? (
            <PageSection
              title="Remove"
              note="For everyone, with all of its work, for good. Export first what you want to keep."
            >
              <RemoveOrganization name={data.name} />
            </PageSection>
          ) : null}
        </>
      ) : isSlow ? (
        <SkeletonRows rows={4} />
      ) : null}
    </SettingsPage>
  );
}
