import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import {
  Bookmark,
  BookOpen,
  ChartSpline,
  CalendarRange,
  FlaskConical,
  FileInput,
  GraduationCap,
  Inbox,
  LayoutList,
  ListTodo,
  Plus,
  Repeat,
  Search,
  Settings,
  Users,
  Waypoints,
  Workflow,
} from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { client } from "../client.ts";
import { BarButton } from "../frame/bottom-bar.tsx";
import { Frame } from "../frame/frame.tsx";
import { OrganizationSwitch } from "../frame/organization-switch.tsx";
import type { RailEntry, RailSection } from "../frame/rail.tsx";
import { useConnection } from "../live.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { OfflineBanner } from "../ui/banner.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { AccountMenu } from "./account-menu.tsx";
import { DemoBanner } from "./demo-banner.tsx";
import { useDirectory } from "./directory.ts";

const ItemPanel = lazy(() => import("../items/item-panel.tsx").then((module) => ({ default: module.ItemPanel })));
const NewItem = lazy(() => import("../items/new-item.tsx").then((module) => ({ default: module.NewItem })));
const Palette = lazy(() => import("../search/palette.tsx").then((module) => ({ default: module.Palette })));

/** The frame as an organization fills it: its teams in the rail, the open item beside the page, what is reachable from anywhere. */
export function FrameFor({
  organization,
  path,
  children,
}: {
  organization: string;
  path: string;
  children: ReactNode;
}) {
  const here = useHere();
  const { teams } = useDirectory();
  const search = useSearch({ strict: false }) as { item?: string };
  const connection = useConnection();
  const { navigate } = useNavigation();
  const [isCreating, setCreating] = useState(false);
  const [isFinding, setFinding] = useState(false);
  const { data: myWork } = useQuery({ queryKey: ["my-work"], queryFn: () => client.readMyWork() });

  const { data: views } = useQuery({ queryKey: ["views"], queryFn: async () => (await client.listViews()).rows });

  const waiting = myWork ? myWork.offers.length + myWork.mentions.length : 0;
  const untriaged = myWork?.triage.reduce((sum, team) => sum + team.waiting, 0) ?? 0;
  const mine = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)) || a.name.localeCompare(b.name));
  function isMine(team: { members: readonly { personId: string }[] }): boolean {
    return team.members.some((member) => member.personId === here.personId);
  }

  useShortcut("mod+k", () => setFinding(true), {
    title: "Find or do anything",
    group: "Everywhere",
    whileTyping: true,
  });
  useShortcut("/", () => setFinding(true), { title: "Search", group: "Everywhere" });
  useShortcut("c", () => setCreating(true), {
    title: "New item",
    group: "Everywhere",
    isEnabled: here.may("item.write"),
  });
  useShortcut("g m", () => navigate(paths.myWork(organization)), { title: "Go to my work", group: "Go" });
  useShortcut("g t", () => navigate(paths.triage(organization)), { title: "Go to triage", group: "Go" });
  useShortcut("g i", () => navigate(paths.items(organization)), { title: "Go to all items", group: "Go" });
  useShortcut("g a", () => navigate(paths.academy(organization)), { title: "Go to the academy", group: "Go" });
  const mayReadFlow = { group: "Go", isEnabled: here.may("flow.read") };
  useShortcut("g f", () => navigate(paths.flow(organization)), { ...mayReadFlow, title: "Go to flow" });
  useShortcut("g o", () => navigate(paths.forecast(organization)), { ...mayReadFlow, title: "Go to forecast" });
  useShortcut("g p", () => navigate(paths.process(organization)), { ...mayReadFlow, title: "Go to process" });
  useShortcut("g w", () => navigate(paths.whatIf(organization)), { ...mayReadFlow, title: "Go to what-if" });
  useShortcut("g s", () => navigate(paths.people(organization)), { title: "Go to settings", group: "Go" });

  const entry = (href: string, title: string, mark: ReactNode, more: Partial<RailEntry> = {}): RailEntry => ({
    href,
    title,
    mark,
    isCurrent: path === href || path.startsWith(`${href}/`),
    ...more,
  });
  const first: RailEntry[] = [
    entry(paths.myWork(organization), "My work", <Icon of={ListTodo} />, {
      keys: "g m",
      count: waiting,
      isCurrent: path === `/${organization}` || path.startsWith(paths.myWork(organization)),
    }),
    ...(here.may("request.triage")
      ? [entry(paths.triage(organization), "Triage", <Icon of={Inbox} />, { keys: "g t", count: untriaged })]
      : []),
    entry(paths.items(organization), "All items", <Icon of={LayoutList} />, { keys: "g i" }),
  ];
  const sections: RailSection[] = [
    { entries: first },
    {
      title: "Teams",
      ...(here.may("team.administer")
        ? {
            action: (
              <IconButton
                size="small"
                label="Add a team"
                icon={<Icon of={Plus} size={14} />}
                onPress={() => navigate(`${paths.teams(organization)}?new=1`)}
              />
            ),
          }
        : {}),
      entries: mine.map((team) =>
        entry(paths.board(organization, team.key), team.name, <Icon of={Users} />, {
          isCurrent: path.startsWith(`/${organization}/teams/${team.key}/`),
        }),
      ),
    },
    ...(here.may("flow.read")
      ? [
          {
            title: "Understand",
            entries: [
              entry(paths.flow(organization), "Flow", <Icon of={ChartSpline} />, { keys: "g f" }),
              entry(paths.forecast(organization), "Forecast", <Icon of={CalendarRange} />, { keys: "g o" }),
              entry(paths.process(organization), "Process", <Icon of={Workflow} />, { keys: "g p" }),
              entry(paths.whatIf(organization), "What-if", <Icon of={FlaskConical} />, { keys: "g w" }),
            ],
          },
        ]
      : []),
    ...(views && views.length > 0
      ? [
          {
            title: "Views",
            entries: views
              .slice(0, 12)
              .map((view) => entry(paths.view(organization, view.viewId), view.name, <Icon of={Bookmark} />)),
          },
        ]
      : []),
    {
      title: "Design",
      entries: [
        entry(paths.workflows(organization), "Workflows", <Icon of={Waypoints} />),
        ...(here.may("channel.read") ? [entry(paths.channels(organization), "Forms", <Icon of={FileInput} />)] : []),
        ...(here.may("routine.read") ? [entry(paths.routines(organization), "Routines", <Icon of={Repeat} />)] : []),
      ],
    },
    {
      title: "Learn and run",
      entries: [
        entry(paths.academy(organization), "Academy", <Icon of={GraduationCap} />, { keys: "g a" }),
        entry("/api/docs", "Interface", <Icon of={BookOpen} />),
        entry(
          here.may("people.administer") ? paths.people(organization) : paths.keys(organization),
          "Settings",
          <Icon of={Settings} />,
          { keys: "g s", isCurrent: path.startsWith(`/${organization}/settings`) },
        ),
      ],
    },
  ];

  return (
    <Frame
      railHead={
        <OrganizationSwitch
          current={{ id: here.organization.organizationId, name: here.organization.name }}
          organizations={here.session.organizations.map((row) => ({
            id: row.organizationId,
            name: row.name,
            href: paths.myWork(row.slug),
          }))}
          createHref={paths.newOrganization()}
          settingsHref={paths.organization(organization)}
        />
      }
      railSections={sections}
      railFoot={<AccountMenu />}
      barEntries={[...first, entry("?find", "Search", <Icon of={Search} />)].slice(0, 3)}
      barAction={
        here.may("item.write") ? (
          <BarButton mark={<Icon of={Plus} />} title="New" label="New item" onPress={() => setCreating(true)} />
        ) : undefined
      }
      banner={connection === "lost" ? <OfflineBanner /> : <DemoBanner organization={organization} />}
      panel={
        search.item === undefined ? null : (
          <Suspense fallback={null}>
            <ItemPanel key={search.item} reference={search.item} />
          </Suspense>
        )
      }
    >
      {children}
      <Suspense fallback={null}>
        {isCreating ? <NewItem onClose={() => setCreating(false)} /> : null}
        {isFinding ? <Palette onClose={() => setFinding(false)} onCreate={() => setCreating(true)} /> : null}
      </Suspense>
    </Frame>
  );
}
