import { useState, type FormEvent } from "react";
import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { Button } from "../ui/button.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { PasswordField } from "./password-field.tsx";
import { errorAt, useAttempt } from "./use-attempt.ts";

/** Changes the password; this browser stays signed in. */
export function AccountPassword({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const [currentPassword, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { attempt, isPending, failure, clear } = useAttempt();
  if (!isOpen) return <Button onPress={() => setOpen(true)}>Change password</Button>;
  const close = () => {
    setOpen(false);
    setCurrent("");
    setPassword("");
    clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await attempt(() => client.changePassword({ currentPassword, password })))) return;
    close();
    void queryClient.invalidateQueries({ queryKey: ["sessions"] });
    showToast({ text: "Your password is changed", detail: "Every other browser is signed out." });
  };
  return (
    <form className="max-w-80 space-y-3" onSubmit={(event) => void submit(event)} noValidate>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="Password now"
        name="current"
        value={currentPassword}
        onChange={setCurrent}
        {...errorAt(failure, "currentPassword")}
      />
      <PasswordField
        label="New password"
        name="new"
        isNew
        value={password}
        onChange={setPassword}
        {...errorAt(failure, "password")}
      />
      <FailureNotice failure={failure} shown={["currentPassword", "password"]} />
      <div className="flex gap-2">
        <Button type="submit" tone="primary" isPending={isPending}>
          Change password
        </Button>
        <Button onPress={close}>Cancel</Button>
      </div>
    </form>
  );
}
