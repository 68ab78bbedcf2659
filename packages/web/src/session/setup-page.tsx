import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TextField } from "../ui/text-field.tsx";
import { forgetReader } from "./enter.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { FirstSteps } from "./first-steps.tsx";
import { PasswordField } from "./password-field.tsx";
import { setupQuery } from "./session.ts";
import { ownTimeZone, TimeZoneField } from "./time-zone-field.tsx";
import { errorAt, useAttempt } from "./use-attempt.ts";

const shown = ["name", "email", "password", "organizationName", "teamName", "timeZone"];

/** The first visit: one form makes the owner, the organization and a team that can work at once. */
export function SetupPage() {
  const { ready } = useSearch({ strict: false }) as { ready?: string };
  const setup = useQuery(setupQuery);
  const { navigate } = useNavigation();
  const isDone = setup.data?.needed === false && ready === undefined;
  useEffect(() => {
    if (isDone) navigate(paths.home());
  }, [isDone, navigate]);
  if (ready !== undefined) return <FirstSteps organization={ready} />;
  if (!setup.data || isDone) return null;
  return <SetupForm />;
}

function SetupForm() {
  const { navigate } = useNavigation();
  const { attempt, isPending, failure } = useAttempt();
  const [form, setForm] = useState({ name: "", email: "", password: "", organizationName: "", teamName: "" });
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    onChange: (text: string) => setForm((before) => ({ ...before, [name]: text })),
    ...errorAt(failure, name),
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await attempt(() => client.setUp({ ...form, timeZone }));
    if (!made) return;
    const slug = made.done.organizations[0]?.slug ?? "";
    const { demo, mail } = queryClient.getQueryData(setupQuery.queryKey) ?? { demo: false, mail: "folder" as const };
    forgetReader();
    queryClient.setQueryData(setupQuery.queryKey, { needed: false, demo, mail });
    navigate(`${paths.setup()}?ready=${slug}`);
  };
  const isTaken = failure?.problem?.code === "already_set_up";
  return (
    <BarePage
      title="Set up Throughline"
      lead="You become the owner. Everything here can be changed later."
      foot="Nothing leaves this server. No account elsewhere, no mail that has to arrive."
    >
      <form className="space-y-6" onSubmit={(event) => void submit(event)} noValidate>
        <fieldset className="space-y-3">
          <legend className="mb-2 text-base font-semibold">You</legend>
          <TextField label="Name" autoComplete="name" inputRef={focusOnMount} {...field("name")} />
          <TextField label="Email" type="email" autoComplete="username" {...field("email")} />
          <PasswordField label="Password" isNew {...field("password")} />
        </fieldset>
        <fieldset className="space-y-3">
          <legend className="mb-2 text-base font-semibold">Where you work</legend>
          <TextField label="Organization" autoComplete="organization" {...field("organizationName")} />
          <TextField
            label="First team"
            description="It starts with a workflow: queue, doing, review, done"
            {...field("teamName")}
          />
          <TimeZoneField value={timeZone} onChange={setTimeZone} {...errorAt(failure, "timeZone")} />
        </fieldset>
        <FailureNotice failure={failure} shown={shown} />
        {isTaken ? (
          <p className="text-dense">
            <Link href={paths.signIn()}>Sign in</Link>
          </p>
        ) : null}
        <Button type="submit" tone="primary" size="large" className="mt-1 w-full" isPending={isPending}>
          Set up
        </Button>
      </form>
    </BarePage>
  );
}
