import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  useRouter,
} from "@tanstack/react-router";
import { setOrganization } from "./client.ts";
import { fieldsQuery, labelsQuery, peopleQuery, teamsQuery, workflowsQuery } from "./organization/directory.ts";
import { paths } from "./paths.ts";
import { queryClient } from "./query-client.ts";
import { sessionQuery, setupQuery } from "./session/session.ts";
import { NavigationProvider } from "./ui/navigation.tsx";
import { PageFailed } from "./organization/page-failed.tsx";
import { NoSuchPage } from "./organization/no-such-page.tsx";

/** Search parameters stay plain text: what the address bar shows is what a page reads. */
export type Search = Readonly<Record<string, string>>;

const root = createRootRoute({ component: Root, notFoundComponent: NoSuchPage, errorComponent: PageFailed });

function Root() {
  const router = useRouter();
  return (
    <NavigationProvider
      navigate={(href) => void router.navigate({ href })}
      prefetch={(href) => void router.preloadRoute({ to: href }).catch(() => {})}
    >
      <Outlet />
    </NavigationProvider>
  );
}

const page = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load as never, name) });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async () => {
    const { needed } = await queryClient.ensureQueryData(setupQuery);
    if (needed) throw redirect({ href: paths.setup() });
    setOrganization(null);
    const session = await queryClient.fetchQuery({ ...sessionQuery(null), staleTime: 0 });
    if (!session.account) throw redirect({ href: paths.signIn() });
    const remembered = session.organizations.find(
      (row) => row.slug === localStorage.getItem("throughline.organization"),
    );
    const first = remembered ?? session.organizations[0];
    throw redirect({ href: first ? paths.myWork(first.slug) : paths.newOrganization() });
  },
});

/** The organization whose rows this tab has read. */
let readFrom: string | null = null;

const organization = createRoute({
  getParentRoute: () => root,
  path: "/$organization",
  beforeLoad: async ({ params, location, preload }) => {
    if (readFrom !== null && readFrom !== params.organization) {
      // Nothing read in one organization may be shown in another: a full load. Pointing at a link to it is too early.
      if (preload) return;
      window.location.assign(location.href);
      await new Promise<never>(() => {});
    }
    readFrom = params.organization;
    setOrganization(params.organization);
    const session = await queryClient.ensureQueryData(sessionQuery(params.organization));
    if (!session.account) {
      queryClient.removeQueries({ queryKey: ["session"] });
      throw redirect({ href: paths.signIn(location.href) });
    }
    if (!session.current || !session.organizations.some((row) => row.slug === params.organization)) return;
    localStorage.setItem("throughline.organization", params.organization);
    // Under way while the page's own code loads; pages render with what is here.
    for (const query of [teamsQuery, workflowsQuery, peopleQuery, labelsQuery, fieldsQuery])
      void queryClient.prefetchQuery(query as never);
  },
  component: lazyRouteComponent(() => import("./organization/organization-layout.tsx"), "OrganizationLayout"),
});

const inside = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => organization, path, component: lazyRouteComponent(load as never, name) });

const tree = root.addChildren([
  home,
  page("/setup", () => import("./session/setup-page.tsx"), "SetupPage"),
  page("/sign-in", () => import("./session/sign-in-page.tsx"), "SignInPage"),
  page("/reset-password", () => import("./session/ask-reset-page.tsx"), "AskResetPage"),
  page("/reset-password/$token", () => import("./session/reset-page.tsx"), "ResetPage"),
  page("/join/$token", () => import("./session/join-page.tsx"), "JoinPage"),
  page("/new-organization", () => import("./session/new-organization-page.tsx"), "NewOrganizationPage"),
  page("/account", () => import("./session/account-page.tsx"), "AccountPage"),
  page("/f/$organization/$form", () => import("./intake/form-page.tsx"), "FormPage"),
  page("/track/$tracking", () => import("./intake/tracking-page.tsx"), "TrackingPage"),
  organization.addChildren([
    inside("/", () => import("./my-work/my-work-page.tsx"), "MyWorkPage"),
    inside("/my-work", () => import("./my-work/my-work-page.tsx"), "MyWorkPage"),
    inside("/triage", () => import("./intake/triage-page.tsx"), "TriagePage"),
    inside("/teams/$teamKey/board", () => import("./items/board-page.tsx"), "BoardPage"),
    inside("/teams/$teamKey/list", () => import("./items/list-page.tsx"), "TeamListPage"),
    inside("/teams/$teamKey/queue", () => import("./queue/queue-page.tsx"), "QueuePage"),
    inside("/teams/$teamKey/hand-offs", () => import("./hand-offs/hand-offs-page.tsx"), "HandOffsPage"),
    inside("/teams/$teamKey/flow", () => import("./flow/flow-page.tsx"), "FlowPage"),
    inside("/teams/$teamKey/forecast", () => import("./forecast/forecast-page.tsx"), "ForecastPage"),
    inside("/teams/$teamKey/process", () => import("./process/process-page.tsx"), "ProcessPage"),
    inside("/teams/$teamKey/what-if", () => import("./what-if/what-if-page.tsx"), "WhatIfPage"),
    inside("/flow", () => import("./flow/flow-page.tsx"), "FlowPage"),
    inside("/forecast", () => import("./forecast/forecast-page.tsx"), "ForecastPage"),
    inside("/process", () => import("./process/process-page.tsx"), "ProcessPage"),
    inside("/what-if", () => import("./what-if/what-if-page.tsx"), "WhatIfPage"),
    inside("/items", () => import("./items/list-page.tsx"), "ListPage"),
    inside("/items/$item", () => import("./items/item-page.tsx"), "ItemPage"),
    inside("/views/$viewId", () => import("./items/view-page.tsx"), "ViewPage"),
    inside("/search", () => import("./search/search-page.tsx"), "SearchPage"),
    inside("/workflows", () => import("./workflows/workflows-page.tsx"), "WorkflowsPage"),
    inside("/workflows/$workflowId", () => import("./workflows/workflow-page.tsx"), "WorkflowPage"),
    inside("/routines", () => import("./routines/routines-page.tsx"), "RoutinesPage"),
    inside("/channels", () => import("./intake/channels-page.tsx"), "ChannelsPage"),
    inside("/channels/$channelId", () => import("./intake/channel-page.tsx"), "ChannelPage"),
    inside("/academy", () => import("./academy/academy-page.tsx"), "AcademyPage"),
    inside("/academy/$lesson", () => import("./academy/lesson-page.tsx"), "LessonPage"),
    inside("/settings/people", () => import("./settings/people-page.tsx"), "PeoplePage"),
    inside("/settings/teams", () => import("./settings/teams-page.tsx"), "TeamsPage"),
    inside("/settings/teams/$teamKey", () => import("./settings/team-page.tsx"), "TeamPage"),
    inside("/settings/fields", () => import("./settings/fields-page.tsx"), "FieldsPage"),
    inside("/settings/keys", () => import("./settings/keys-page.tsx"), "KeysPage"),
    inside("/settings/mail", () => import("./settings/mail-page.tsx"), "MailPage"),
    inside("/settings/organization", () => import("./settings/organization-page.tsx"), "OrganizationPage"),
    inside("/settings/audit", () => import("./audit/audit-page.tsx"), "AuditPage"),
    inside("/settings/import", () => import("./import/import-page.tsx"), "ImportPage"),
    inside("/settings/export", () => import("./import/export-page.tsx"), "ExportPage"),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  scrollRestoration: true,
  parseSearch: (text): Search => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search as Record<string, unknown>).filter(
      ([, value]) => value !== undefined && value !== "",
    );
    return given.length === 0
      ? ""
      : `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
  },
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NoSuchPage,
});
