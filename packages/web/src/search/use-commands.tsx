import { useQuery } from "@tanstack/react-query";
import {
  BookOpen,
  CalendarRange,
  ChartSpline,
  FileInput,
  FileOutput,
  GraduationCap,
  HandHelping,
  Inbox,
  Keyboard,
  KeyRound,
  LayoutList,
  ListOrdered,
  ListTodo,
  LogOut,
  Mail,
  Moon,
  Monitor,
  Plus,
  Repeat,
  ScrollText,
  Search,
  Settings,
  SquareKanban,
  Sun,
  Tags,
  UserPlus,
  UserRound,
  Users,
  Waypoints,
  Workflow,
  type LucideIcon,
} from "lucide-react";
import { client } from "../client.ts";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import type { Command } from "../ui/command-search.ts";
import { Icon } from "../ui/icon.tsx";
import { chooseTheme } from "../ui/theme.ts";

const mark = (of: LucideIcon) => <Icon of={of} />;

export interface Commands {
  /** What stands there before anything is typed: likely first. */
  readonly usual: readonly Command[];
  /** Found by typing only: pages of every team, settings, people. */
  readonly rest: readonly Command[];
}

/** Everything that can be done or gone to here, by what the reader may. */
export function useCommands(organization: string, onCreate: () => void): Commands {
  const here = useHere();
  const { teams, people, workflows } = useDirectory();
  const views = useQuery({ queryKey: ["views"], queryFn: async () => (await client.listViews()).rows });
  const living = [...teams.values()]
    .filter((team) => team.archivedAt === null)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const isMine = (team: (typeof living)[number]) => team.members.some((member) => member.personId === here.personId);
  const go = (id: string, title: string, of: LucideIcon, href: string, more: Partial<Command> = {}): Command => ({
    id,
    title,
    group: "Go to",
    mark: mark(of),
    href,
    ...more,
  });
  const act = (id: string, title: string, of: LucideIcon, more: Partial<Command>): Command => ({
    id,
    title,
    group: "Do",
    mark: mark(of),
    ...more,
  });

  const usual: Command[] = [
    ...(here.may("item.write")
      ? [act("new-item", "New item", Plus, { run: onCreate, keys: "c", words: ["create", "add", "task", "ticket"] })]
      : []),
    go("my-work", "My work", ListTodo, paths.myWork(organization), { keys: "g m", words: ["home", "inbox", "today"] }),
    ...(here.may("request.triage")
      ? [go("triage", "Triage", Inbox, paths.triage(organization), { keys: "g t", words: ["requests", "intake"] })]
      : []),
    go("items", "All items", LayoutList, paths.items(organization), { keys: "g i", words: ["list", "backlog"] }),
    ...living.filter(isMine).map((team) =>
      go(`team:${team.teamId}`, `${team.name} board`, SquareKanban, paths.board(organization, team.key), {
        words: [team.key],
      }),
    ),
    ...(views.data ?? []).map((view) =>
      go(`view:${view.viewId}`, view.name, LayoutList, paths.view(organization, view.viewId), {
        hint: view.shared ? "shared view" : "my view",
      }),
    ),
    go("academy", "Academy", GraduationCap, paths.academy(organization), { keys: "g a", words: ["lessons", "learn"] }),
    act("keyboard", "Keyboard shortcuts", Keyboard, { run: showShortcuts, keys: "?", words: ["help", "keys"] }),
  ];

  const rest: Command[] = [
    ...living
      .filter((team) => !isMine(team))
      .map((team) =>
        go(`team:${team.teamId}`, `${team.name} board`, SquareKanban, paths.board(organization, team.key), {
          words: [team.key],
        }),
      ),
    ...living.flatMap((team) => [
      go(`list:${team.teamId}`, `${team.name} list`, LayoutList, paths.list(organization, team.key), {
        words: [team.key],
      }),
      go(`queue:${team.teamId}`, `${team.name} queue`, ListOrdered, paths.queue(organization, team.key), {
        words: [team.key, "order", "priority"],
      }),
      go(`hand-offs:${team.teamId}`, `${team.name} hand-offs`, HandHelping, paths.handOffs(organization, team.key), {
        words: [team.key, "offers"],
      }),
    ]),
    ...[...workflows.values()]
      .filter((workflow) => workflow.archivedAt === null)
      .map((workflow) =>
        go(
          `workflow:${workflow.workflowId}`,
          workflow.name,
          Waypoints,
          paths.workflow(organization, workflow.workflowId),
          { hint: "workflow" },
        ),
      ),
    ...(here.may("flow.read")
      ? [
          go("flow", "Flow", ChartSpline, paths.flow(organization), { words: ["cycle time", "throughput", "figures"] }),
          ...living.map((team) =>
            go(`flow:${team.teamId}`, `${team.name} flow`, ChartSpline, paths.flow(organization, team.key), {
              words: [team.key, "cycle time", "throughput"],
            }),
          ),
          go("process", "Process", Workflow, paths.process(organization), {
            keys: "g p",
            words: ["mined", "map", "variants", "deviations", "conformance"],
          }),
          ...living.map((team) =>
            go(`process:${team.teamId}`, `${team.name} process`, Workflow, paths.process(organization, team.key), {
              words: [team.key, "map", "variants", "deviations"],
            }),
          ),
          go("forecast", "Forecast", CalendarRange, paths.forecast(organization), {
            keys: "g o",
            words: ["when done", "how many", "likely"],
          }),
          ...living.map((team) =>
            go(
              `forecast:${team.teamId}`,
              `${team.name} forecast`,
              CalendarRange,
              paths.forecast(organization, team.key),
              {
                words: [team.key, "when done", "likely"],
              },
            ),
          ),
        ]
      : []),
    go("workflows", "Workflows", Waypoints, paths.workflows(organization), { words: ["stages", "design"] }),
    ...(here.may("channel.read")
      ? [go("forms", "Forms", FileInput, paths.channels(organization), { words: ["channels", "intake"] })]
      : []),
    ...(here.may("routine.read")
      ? [go("routines", "Routines", Repeat, paths.routines(organization), { words: ["recurring", "repeat"] })]
      : []),
    go("interface", "Interface documentation", BookOpen, "/api/docs", { words: ["api", "openapi", "docs"] }),
    go("search", "Search page", Search, paths.search(organization, ""), { keys: "/" }),
    ...(here.may("item.write")
      ? [
          go("people", "People", Users, paths.people(organization), {
            keys: "g s",
            words: ["settings", "members", "roles"],
          }),
          go("teams", "Teams", Users, paths.teams(organization), { words: ["settings", "calendar", "holidays"] }),
          go("fields", "Fields and labels", Tags, paths.fields(organization), {
            words: ["settings", "custom", "tags"],
          }),
        ]
      : []),
    ...(here.may("keys.own")
      ? [
          go("keys", "Keys and agents", KeyRound, paths.keys(organization), {
            words: ["settings", "api", "token", "bot"],
          }),
        ]
      : []),
    ...(here.may("organization.administer")
      ? [go("mail", "Mail", Mail, paths.mail(organization), { words: ["settings", "outbox"] })]
      : []),
    ...(here.may("audit.read")
      ? [
          go("audit", "Audit", ScrollText, paths.audit(organization), {
            words: ["settings", "history", "log", "record"],
          }),
        ]
      : []),
    ...(here.may("import.run")
      ? [go("import", "Import", FileInput, paths.import(organization), { words: ["csv", "jira", "xes"] })]
      : []),
    ...(here.may("export.run")
      ? [go("export", "Export", FileOutput, paths.export(organization), { words: ["csv", "json", "backup"] })]
      : []),
    go("organization", "Organization", Settings, paths.organization(organization), {
      words: ["settings", "rename", "leave"],
    }),
    ...here.session.organizations
      .filter((row) => row.slug !== organization)
      .map((row) =>
        go(`organization:${row.organizationId}`, row.name, Settings, paths.myWork(row.slug), { hint: "organization" }),
      ),
    go("account", "My account", UserRound, `${paths.account()}?from=${organization}`, {
      words: ["password", "profile", "sessions", "time zone"],
    }),
    ...(here.may("people.invite")
      ? [
          act("invite", "Invite people", UserPlus, {
            href: `${paths.people(organization)}?invite=1`,
            words: ["add", "member"],
          }),
        ]
      : []),
    ...(here.may("team.administer")
      ? [act("new-team", "New team", Plus, { href: `${paths.teams(organization)}?new=1` })]
      : []),
    ...(here.may("workflow.design")
      ? [act("new-workflow", "New workflow", Plus, { href: `${paths.workflows(organization)}?new=1` })]
      : []),
    ...(here.may("keys.own")
      ? [act("new-key", "New API key", Plus, { href: `${paths.keys(organization)}?new=1`, words: ["token"] })]
      : []),
    act("light", "Light theme", Sun, { run: () => chooseTheme("light") }),
    act("dark", "Dark theme", Moon, { run: () => chooseTheme("dark") }),
    act("system", "Theme as the system", Monitor, { run: () => chooseTheme("system") }),
    act("sign-out", "Sign out", LogOut, {
      run: () => void client.signOut().then(() => window.location.assign(paths.signIn())),
    }),
    ...(here.may("item.write")
      ? [...people.values()]
          .filter((person) => person.state === "active")
          .map((person) =>
            go(
              `person:${person.personId}`,
              person.name,
              UserRound,
              `${paths.people(organization)}?person=${person.personId}`,
              { hint: person.kind === "agent" ? "agent" : "person" },
            ),
          )
      : []),
  ];
  return { usual, rest };
}

/** The sheet of shortcuts belongs to the frame and opens on its key. */
function showShortcuts(): void {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
}
