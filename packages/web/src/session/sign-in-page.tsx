import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { paths } from "../paths.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { TextField } from "../ui/text-field.tsx";
import { forgetReader } from "./enter.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import { PasswordField } from "./password-field.tsx";
import { safeNext } from "./safe-next.ts";
import { setupQuery } from "./session.ts";
import { errorAt, useAttempt } from "./use-attempt.ts";
import { useSecondsUntil } from "./use-seconds-until.ts";

/** Sign in, then on to the page that was asked for. */
export function SignInPage() {
  const {
    next,
    email: given,
    reset,
  } = useSearch({ strict: false }) as { next?: string; email?: string; reset?: string };
  const { navigate } = useNavigation();
  const [email, setEmail] = useState(given ?? "");
  const [password, setPassword] = useState("");
  const { attempt, isPending, failure } = useAttempt();
  const tryAgainAt = failure?.problem?.facts?.["tryAgainAt"];
  const wait = useSecondsUntil(typeof tryAgainAt === "string" ? tryAgainAt : null);

  const isFirstVisit = useQuery(setupQuery).data?.needed === true;
  useEffect(() => {
    if (isFirstVisit) navigate(paths.setup());
  }, [isFirstVisit, navigate]);
  useEffect(() => {
    let isHere = true;
    const goOn = (session: { account: unknown }) => {
      if (isHere && session.account) navigate(safeNext(next));
    };
    client.readSession().then(goOn, () => {});
    return () => {
      isHere = false;
    };
  }, [navigate, next]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (wait > 0) return;
    const signedIn = await attempt(() => client.signIn({ email, password }));
    if (!signedIn) return;
    forgetReader();
    navigate(safeNext(next));
  };
  return (
    <BarePage
      title="Sign in"
      foot="No account yet? An owner or admin of your organization invites you with a link."
      {...(next === undefined ? {} : { lead: "Then you are back where you were." })}
    >
      <form className="space-y-3" onSubmit={(event) => void submit(event)} noValidate>
        {reset === undefined ? null : (
          <div className="-mx-4 pb-1">
            <Banner meaning="good">Your new password is set. Sign in with it.</Banner>
          </div>
        )}
        <TextField
          label="Email"
          name="email"
          type="email"
          autoComplete="username"
          {...(given === undefined ? { inputRef: focusOnMount } : {})}
          value={email}
          onChange={setEmail}
          {...errorAt(failure, "email")}
        />
        <PasswordField
          label="Password"
          name="password"
          {...(given === undefined ? {} : { inputRef: focusOnMount })}
          value={password}
          onChange={setPassword}
          {...errorAt(failure, "password")}
        />
        <FailureNotice failure={failure} shown={["email", "password"]} />
        <Button
          type="submit"
          tone="primary"
          size="large"
          className="w-full"
          isPending={isPending}
          isDisabled={wait > 0}
        >
          {wait > 0 ? `Try again in ${waitText(wait)}` : "Sign in"}
        </Button>
        <p className="pt-1 text-dense">
          <Link href={`${paths.askReset()}${email === "" ? "" : `?email=${encodeURIComponent(email)}`}`}>
            Forgotten your password?
          </Link>
        </p>
      </form>
    </BarePage>
  );
}

const waitText = (seconds: number): string => (seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`);
