import { Outlet, useParams, useRouterState } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { FrameFor } from "./organization-frame.tsx";
import { sessionQuery, useHere } from "../session/session.ts";
import { ZoneProvider } from "../ui/time-text.tsx";
import { BarePage } from "../frame/bare-page.tsx";
import { Link } from "../ui/link.tsx";
import { paths } from "../paths.ts";
import { useLive } from "../live.ts";

/** Around every page of an organization: the frame, the live stream, what is reachable from everywhere. */
export function OrganizationLayout() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { data: session } = useQuery(sessionQuery(organization));
  const member = session?.current && session.organizations.some((row) => row.slug === organization);
  if (!session) return null;
  if (!session.current || !member) {
    return (
      <BarePage
        title="You are not in this organization"
        lead="It may not exist, or your access ended. An owner or admin of it can invite you."
      >
        <Link href={paths.home()}>Go to an organization of yours</Link>
      </BarePage>
    );
  }
  return <Inside key={organization} organization={organization} lastEvent={session.current.lastEvent} />;
}

function Inside({ organization, lastEvent }: { organization: string; lastEvent: number }) {
  useLive(organization, lastEvent);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { session } = useHere();
  return (
    <ZoneProvider value={session.account?.timeZone ?? null}>
      <FrameFor organization={organization} path={path}>
        <Outlet />
      </FrameFor>
    </ZoneProvider>
  );
}
