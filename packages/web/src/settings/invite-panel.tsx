import type { Person } from "@throughline/contract/people";
import { grantableRoles, type Role } from "@throughline/domain/access/can";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { FailureNotice } from "../session/failure-notice.tsx";
import { focusOnMount } from "../session/focus-on-mount.ts";
import { setupQuery, useHere } from "../session/session.ts";
import { failureOf, useAttempt, type Failure } from "../session/use-attempt.ts";
import { Button } from "../ui/button.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { addressesIn } from "./addresses.ts";
import { CopyField } from "./copy-field.tsx";
import { roleChoices, roleWords } from "./role-words.ts";

interface Invited {
  readonly email: string;
  readonly role: Role;
  readonly link: string;
}

/** Invites people by address; each link is shown once, to be passed on. */
export function InvitePanel({ recorded, onClose }: { recorded: Person | undefined; onClose: () => void }) {
  const here = useHere();
  const { teams } = useDirectory();
  const mail = useQuery(setupQuery).data?.mail;
  const [text, setText] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [teamId, setTeam] = useState("");
  const [invited, setInvited] = useState<readonly Invited[]>([]);
  const [refused, setRefused] = useState<readonly { readonly email: string; readonly failure: Failure }[]>([]);
  const [error, setError] = useState<string | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const roles = grantableRoles(here.session.current?.role ?? "guest");
  const living = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const addresses = addressesIn(text);
    if (addresses.length === 0) return setError("Write an email address, such as name@example.org");
    if (recorded && addresses.length > 1) return setError(`One address: the one of ${recorded.name}`);
    setError(null);
    await attempt(async () => {
      const failed: { email: string; failure: Failure }[] = [];
      for (const email of addresses) {
        try {
          const { link } = await client.createInvitation({
            email,
            role,
            ...(teamId === "" ? {} : { teamId }),
            ...(recorded ? { personId: recorded.personId } : {}),
          });
          setInvited((before) => [{ email, role, link }, ...before]);
        } catch (why) {
          failed.push({ email, failure: failureOf(why) });
        }
      }
      setRefused(failed);
      setText(failed.map((each) => each.email).join("\n"));
      void queryClient.invalidateQueries({ queryKey: ["invitations"] });
    });
  };

  return (
    <SidePanel
      label="Invite people"
      takesFocus={false}
      onClose={onClose}
      head={<span className="font-semibold text-ink">{recorded ? `Invite ${recorded.name}` : "Invite people"}</span>}
    >
      <form className="space-y-4 px-4 py-4" onSubmit={(event) => void submit(event)} noValidate>
        <TextArea
          label={recorded ? "Their email address" : "Email addresses"}
          {...(recorded ? {} : { description: "One or many, as you have them" })}
          rows={recorded ? 1 : 3}
          inputRef={focusOnMount}
          value={text}
          onChange={setText}
          {...(error === null ? {} : { error })}
        />
        <RadioGroup
          label="Role"
          choices={roleChoices(roles.toReversed())}
          value={role}
          onChange={(value) => setRole(value as Role)}
        />
        <Select
          label="Team"
          choices={[{ id: "", name: "None yet" }, ...living.map((team) => ({ id: team.teamId, name: team.name }))]}
          value={teamId}
          onChange={setTeam}
        />
        <FailureNotice failure={failure} />
        {refused.length === 0 ? null : (
          <ul className="space-y-2">
            {refused.map(({ email, failure: why }) => (
              <li key={email}>
                <p className="text-dense font-medium">{email} is not invited</p>
                <FailureNotice failure={why} />
              </li>
            ))}
          </ul>
        )}
        <Button type="submit" tone="primary" isPending={isPending}>
          Invite
        </Button>
      </form>
      {invited.length === 0 ? null : (
        <section className="border-t border-rule px-4 py-4">
          <h2 className="text-dense font-medium">Invited just now</h2>
          <p className="mb-3 text-dense text-muted">
            {mail === "folder"
              ? "No mail server is set up, so pass each link on yourself. It is shown this once and works for 14 days."
              : "The link is mailed. You can also pass it on yourself: it is shown this once and works for 14 days."}
          </p>
          <ul className="space-y-3">
            {invited.map((each) => (
              <li key={each.link}>
                <CopyField label={`${each.email}, ${roleWords[each.role].name.toLowerCase()}`} value={each.link} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </SidePanel>
  );
}
