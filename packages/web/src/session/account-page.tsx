import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useEffect } from "react";
import { client } from "../client.ts";
import { Wordmark } from "../frame/bare-page.tsx";
import { PageSection } from "../frame/page-section.tsx";
import { paths } from "../paths.ts";
import { LiveRegion } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { ThemeChoice } from "../ui/theme-switch.tsx";
import { ZoneProvider } from "../ui/time-text.tsx";
import { ToastRegion } from "../ui/toast.tsx";
import { AccountPassword } from "./account-password.tsx";
import { AccountProfile } from "./account-profile.tsx";
import { AccountSessions } from "./account-sessions.tsx";
import { sessionQuery } from "./session.ts";

/** What is mine in every organization: name, time zone, password, where I am signed in, light or dark. */
export function AccountPage() {
  const { from } = useSearch({ strict: false }) as { from?: string };
  const { navigate } = useNavigation();
  const session = useQuery({ ...sessionQuery(null), staleTime: 0 });
  const isSignedOut = session.data?.account === null;
  useEffect(() => {
    if (isSignedOut) navigate(paths.signIn(paths.account()));
  }, [isSignedOut, navigate]);
  const back = from === undefined || from === "" ? paths.home() : paths.myWork(from);
  useShortcut("Escape", () => navigate(back));
  const account = session.data?.account;
  const organizations = session.data?.organizations ?? [];
  const name = organizations.find((row) => row.slug === from)?.name;
  return (
    <div className="min-h-dvh bg-paper text-ink">
      <header className="border-b border-rule">
        <div className="mx-auto flex min-h-12 max-w-170 flex-wrap items-center justify-between gap-x-4 px-5 py-2">
          <Link
            href={back}
            tone="bare"
            className="flex min-h-6 items-center gap-1.5 text-dense text-muted hover:text-ink"
          >
            <Icon of={ArrowLeft} size={14} />
            {name === undefined ? "My work" : name}
          </Link>
          <Wordmark />
        </div>
      </header>
      <main className="mx-auto max-w-170 px-5 pt-6 pb-16">
        <h1 className="text-title font-semibold">My account</h1>
        {session.isError ? (
          <ErrorState title="Your account could not be read" onRetry={() => void session.refetch()}>
            The server did not answer. Nothing is lost.
          </ErrorState>
        ) : null}
        {account ? (
          <ZoneProvider value={account.timeZone}>
            <div className="mt-6">
              <AccountProfile account={account} />
              <PageSection title="Password" note="Changing it signs out every other browser.">
                <AccountPassword email={account.email} />
              </PageSection>
              <PageSection title="Light or dark" note="On this device. You can also switch in the rail.">
                <ThemeChoice />
              </PageSection>
              <AccountSessions />
              <PageSection title="Organizations" note="Leaving one is in its settings.">
                <ul className="divide-y divide-rule border-y border-rule text-dense">
                  {organizations.map((row) => (
                    <li key={row.organizationId} className="flex min-h-row items-center gap-3">
                      <Link href={paths.myWork(row.slug)} tone="quiet" className="min-w-0 flex-1 truncate font-medium">
                        {row.name}
                      </Link>
                      <span className="text-muted">{row.role}</span>
                    </li>
                  ))}
                </ul>
              </PageSection>
              <div className="mt-10">
                <Button onPress={() => void client.signOut().then(() => window.location.assign(paths.signIn()))}>
                  Sign out
                </Button>
              </div>
            </div>
          </ZoneProvider>
        ) : null}
      </main>
      <ToastRegion />
      <LiveRegion />
    </div>
  );
}
