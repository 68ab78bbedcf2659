import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { TextField } from "../ui/text-field.tsx";
import { BarePage } from "./bare-page.tsx";

/** The look of sign in. */
export function BareGallery() {
  return (
    <BarePage
      title="Sign in"
      lead="To your organization's work."
      foot={
        <>
          No account? <Link href="/gallery?page=bare&invite">Open your invitation</Link>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <TextField label="Email" type="email" name="email" autoComplete="username" />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          error="This password does not fit this address. Try again or reset it."
        />
        <Button tone="primary" size="large" type="submit">
          Sign in
        </Button>
      </form>
    </BarePage>
  );
}
