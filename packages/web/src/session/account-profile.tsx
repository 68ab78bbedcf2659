import type { Session } from "@throughline/contract/sessions";
import { client } from "../client.ts";
import { PageSection } from "../frame/page-section.tsx";
import { queryClient } from "../query-client.ts";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { showUndo } from "../ui/toast-queue.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";
import { useAttempt } from "./use-attempt.ts";

type Account = NonNullable<Session["account"]>;

/** Name and time zone, each saved as it is changed. */
export function AccountProfile({ account }: { account: Account }) {
  const { attempt, failure } = useAttempt();
  const setZone = async (timeZone: string) => {
    const was = account.timeZone;
    const saved = await attempt(() => change({ revision: account.revision, timeZone }));
    if (!saved) return;
    const { revision } = saved.done;
    showUndo(
      `Your time zone is ${timeZone.replaceAll("_", " ")}`,
      () => void attempt(() => change({ revision, timeZone: was })),
    );
  };
  return (
    <PageSection title="You" note="Shown in every organization you belong to.">
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-y-1.5 text-dense sm:grid-cols-[7rem_minmax(0,1fr)]">
        <dt className="text-muted">Name</dt>
        <dd className="py-1">
          <InlineEdit
            label="Name"
            value={account.name}
            check={(text) => (text === "" ? "Write your name" : text.length > 200 ? "At most 200 characters" : null)}
            onSave={async (name) => {
              await change({ revision: account.revision, name });
            }}
          />
        </dd>
        <dt className="text-muted">Email</dt>
        <dd className="py-1 break-all">{account.email}</dd>
        <dt className="text-muted">Time zone</dt>
        <dd className="max-w-72">
          <TimeZoneField isLabelHidden value={account.timeZone} onChange={(zone) => void setZone(zone)} />
        </dd>
      </dl>
      <div className="mt-2">
        <FailureNotice failure={failure} />
      </div>
    </PageSection>
  );
}

async function change(input: { revision: number; name?: string; timeZone?: string }): Promise<Account> {
  const account = await client.changeAccount(input);
  queryClient.setQueriesData<Session>({ queryKey: ["session"] }, (session) => session && { ...session, account });
  return account;
}
