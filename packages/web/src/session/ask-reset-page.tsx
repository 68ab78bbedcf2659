import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { TextField } from "../ui/text-field.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { setupQuery } from "./session.ts";
import { errorAt, useAttempt } from "./use-attempt.ts";

/** Asks for a link to choose a new password. Says the same whether or not the address is known. */
export function AskResetPage() {
  const { email: given } = useSearch({ strict: false }) as { email?: string };
  const [email, setEmail] = useState(given ?? "");
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { attempt, isPending, failure } = useAttempt();
  const isInFolder = useQuery(setupQuery).data?.mail === "folder";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await attempt(() => client.askPasswordReset({ email }))) setSentTo(email.trim());
  };
  const back = <Link href={paths.signIn()}>Back to sign in</Link>;
  const aboutFolder = isInFolder
    ? "This installation has no mail server: the mail is kept in its mail folder on disk. Ask whoever runs it to pass you the link."
    : null;
  if (sentTo !== null) {
    return (
      <BarePage title="Look for a mail" foot={back}>
        <p>
          If <strong className="font-semibold">{sentTo}</strong> has an account here, a link is on its way. It works
          once, for one hour.
        </p>
        <p className="mt-3 text-muted">
          {aboutFolder ?? "Nothing after a few minutes? Look among unwanted mail, then ask again."}
        </p>
        <Button className="mt-4" onPress={() => setSentTo(null)}>
          Ask again
        </Button>
      </BarePage>
    );
  }
  return (
    <BarePage
      title="Choose a new password"
      lead="We send you a link. Your old password works until you use it."
      foot={back}
    >
      <form className="space-y-3" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          inputRef={focusOnMount}
          value={email}
          onChange={setEmail}
          {...errorAt(failure, "email")}
        />
        {aboutFolder === null ? null : <p className="text-dense text-muted">{aboutFolder}</p>}
        <FailureNotice failure={failure} shown={["email"]} />
        <Button type="submit" tone="primary" size="large" className="mt-1 w-full" isPending={isPending}>
          Send the link
        </Button>
      </form>
    </BarePage>
  );
}
