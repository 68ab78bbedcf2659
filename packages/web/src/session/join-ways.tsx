import type { Session } from "@throughline/contract/sessions";
import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { queryClient } from "../query-client.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TextField } from "../ui/text-field.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { PasswordField } from "./password-field.tsx";
import { ownTimeZone, TimeZoneField } from "./time-zone-field.tsx";
import { errorAt, useAttempt } from "./use-attempt.ts";

interface Way {
  readonly token: string;
  readonly email: string;
}
type Joining = Way & { readonly organizationName: string; readonly onJoined: (session: Session) => void };

/** Someone new: a name and a password, and they are in. */
export function JoinWithNewAccount({
  token,
  email,
  suggestedName,
  organizationName,
  onJoined,
}: Joining & { suggestedName: string }) {
  const [name, setName] = useState(suggestedName);
  const [password, setPassword] = useState("");
  const [timeZone, setTimeZone] = useState(ownTimeZone);
  const { attempt, isPending, failure } = useAttempt();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const joined = await attempt(() => client.acceptInvitation({ token, name, password, timeZone }));
    if (joined) onJoined(joined.done);
  };
  return (
    <form className="space-y-3" onSubmit={(event) => void submit(event)} noValidate>
      <TextField label="Email" type="email" autoComplete="username" value={email} isReadOnly isDisabled />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        inputRef={focusOnMount}
        value={name}
        onChange={setName}
        {...errorAt(failure, "name")}
      />
      <PasswordField
        label="Password"
        name="password"
        isNew
        value={password}
        onChange={setPassword}
        {...errorAt(failure, "password")}
      />
      <TimeZoneField value={timeZone} onChange={setTimeZone} {...errorAt(failure, "timeZone")} />
      <FailureNotice failure={failure} shown={["name", "password", "timeZone"]} />
      <Button type="submit" tone="primary" size="large" className="mt-1 w-full" isPending={isPending}>
        Join {organizationName}
      </Button>
    </form>
  );
}

/** Someone with an account who is signed out. */
export function JoinBySigningIn({ token, email }: Way) {
  return (
    <>
      <p className="text-muted">{email} has an account here already. Sign in with it, then accept.</p>
      <p className="mt-4">
        <Link href={`${paths.signIn(paths.join(token))}&email=${encodeURIComponent(email)}`}>Sign in as {email}</Link>
      </p>
    </>
  );
}

/** Someone signed in: one press, or a change of account where the invitation is for another address. */
export function JoinAsMyself({
  token,
  email,
  account,
  organizationName,
  onJoined,
}: Joining & { account: { readonly name: string; readonly email: string } }) {
  const { navigate } = useNavigation();
  const { attempt, isPending, failure } = useAttempt();
  const join = async () => {
    const joined = await attempt(() => client.acceptInvitation({ token }));
    if (joined) onJoined(joined.done);
  };
  const signOut = async () => {
    if (!(await attempt(() => client.signOut()))) return;
    queryClient.clear();
    navigate(paths.join(token));
  };
  const isForAnother = account.email !== email;
  return (
    <div className="space-y-4">
      <p className="flex items-center gap-2.5">
        <Avatar name={account.name} size="large" isDecorative />
        <span className="min-w-0">
          <span className="block font-medium">{account.name}</span>
          <span className="block truncate text-dense text-muted">{account.email}</span>
        </span>
      </p>
      {isForAnother ? (
        <p className="text-muted">
          You are signed in with another address than the one that was invited. Sign out to accept as {email}.
        </p>
      ) : null}
      <FailureNotice failure={failure} />
      {isForAnother ? (
        <Button size="large" className="w-full" isPending={isPending} onPress={() => void signOut()}>
          Sign out
        </Button>
      ) : (
        <Button tone="primary" size="large" className="w-full" isPending={isPending} onPress={() => void join()}>
          Join {organizationName}
        </Button>
      )}
    </div>
  );
}
