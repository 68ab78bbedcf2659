import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { forgetReader } from "./enter.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { LinkFailed } from "./link-failed.tsx";
import { PasswordField } from "./password-field.tsx";
import { errorAt, useAttempt } from "./use-attempt.ts";

/** Chooses a new password by the link from the mail. */
export function ResetPage() {
  const { token } = useParams({ strict: false }) as { token: string };
  const { navigate } = useNavigation();
  const link = useQuery({
    queryKey: ["password-reset", token],
    queryFn: () => client.readPasswordReset({ token }),
    retry: false,
  });
  const [password, setPassword] = useState("");
  const { attempt, isPending, failure } = useAttempt();
  const askAgain = <Link href={paths.askReset()}>Ask for a new link</Link>;
  if (link.isError || failure?.problem?.code === "link_expired") {
    return (
      <LinkFailed
        error={failure?.problem?.code === "link_expired" ? null : link.error}
        title="This link does not work any more"
        lead="A link to choose a password works once, for one hour."
        onRetry={() => void link.refetch()}
      >
        {askAgain}
      </LinkFailed>
    );
  }
  if (!link.data) return null;
  const { email } = link.data;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await attempt(() => client.resetPassword({ token, password })))) return;
    forgetReader();
    navigate(`${paths.signIn()}?reset=1&email=${encodeURIComponent(email)}`);
  };
  return (
    <BarePage title="Choose a new password" lead={`For ${email}. Everyone signed in with the old one is signed out.`}>
      <form className="space-y-3" onSubmit={(event) => void submit(event)} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField
          label="New password"
          name="password"
          isNew
          inputRef={focusOnMount}
          value={password}
          onChange={setPassword}
          {...errorAt(failure, "password")}
        />
        <FailureNotice failure={failure} shown={["password"]} />
        <Button type="submit" tone="primary" size="large" className="mt-1 w-full" isPending={isPending}>
          Set password
        </Button>
      </form>
    </BarePage>
  );
}
