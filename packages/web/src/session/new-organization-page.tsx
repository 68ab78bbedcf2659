import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TextField } from "../ui/text-field.tsx";
import { forgetReader } from "./enter.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { OpenDemo } from "./open-demo.tsx";
import { sessionQuery } from "./session.ts";
import { ownTimeZone, TimeZoneField } from "./time-zone-field.tsx";
import { errorAt, useAttempt } from "./use-attempt.ts";

/** Another organization, apart from the ones I belong to. */
export function NewOrganizationPage() {
  const { navigate } = useNavigation();
  const session = useQuery(sessionQuery(null));
  const [name, setName] = useState("");
  const [teamName, setTeamName] = useState("");
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const { attempt, isPending, failure } = useAttempt();
  const isSignedOut = session.data?.account === null;
  useEffect(() => {
    if (isSignedOut) navigate(paths.signIn(paths.newOrganization()));
  }, [isSignedOut, navigate]);
  if (!session.data?.account) return null;
  const belongsToNone = session.data.organizations.length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt(() => client.createOrganization({ name, teamName, timeZone }));
    if (!made) return;
    forgetReader();
    navigate(`${paths.setup()}?ready=${made.done.slug}`);
  };
  return (
    <BarePage
      title="New organization"
      lead={
        belongsToNone
          ? "You belong to none yet. Make your own, or ask to be invited to one."
          : "Its people, teams and work stay apart from your other organizations. You become its owner."
      }
      foot={belongsToNone ? undefined : <Link href={paths.home()}>Back to my work</Link>}
    >
      <form className="space-y-3" onSubmit={(event) => void submit(event)} noValidate>
        <TextField label="Name" inputRef={focusOnMount} value={name} onChange={setName} {...errorAt(failure, "name")} />
        <TextField
          label="First team"
          description="It starts with a workflow: queue, doing, review, done"
          value={teamName}
          onChange={setTeamName}
          {...errorAt(failure, "teamName")}
        />
        <TimeZoneField
          value={timeZone}
          onChange={setTimeZone}
          description="The first team's; other teams have their own"
          {...errorAt(failure, "timeZone")}
        />
        <FailureNotice failure={failure} shown={["name", "teamName", "timeZone"]} />
        <Button type="submit" tone="primary" size="large" className="mt-1 w-full" isPending={isPending}>
          Make organization
        </Button>
      </form>
      <div className="-mx-3 mt-6 border-t border-rule empty:hidden">
        <OpenDemo />
      </div>
    </BarePage>
  );
}
