import { ChartNoAxesCombined, FolderKanban, GraduationCap, Inbox, ListTodo, Plus, Search, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { OfflineBanner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { sampleColumns, sampleItem } from "../ui/gallery/sample-items.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { SidePanel } from "../ui/side-panel.tsx";
import { TabLinks } from "../ui/tabs.tsx";
import { ThemeSwitch } from "../ui/theme-switch.tsx";
import { Frame } from "./frame.tsx";
import { OrganizationSwitch } from "./organization-switch.tsx";
import { PageBody } from "./page-body.tsx";
import { PageHeader } from "./page-header.tsx";
import type { RailEntry } from "./rail.tsx";
import { useRailCollapsed } from "./rail-collapsed.ts";

const first: RailEntry[] = [
  {
    href: "/gallery?page=frame&my-work",
    title: "My work",
    mark: <Icon of={ListTodo} />,
    count: 7,
    keys: "g m",
    isCurrent: false,
  },
  {
    href: "/gallery?page=frame&triage",
    title: "Triage",
    mark: <Icon of={Inbox} />,
    count: 124,
    keys: "g t",
    isCurrent: false,
  },
  { href: "/gallery?page=frame&search", title: "Search", mark: <Icon of={Search} />, keys: "/", isCurrent: false },
];

const sections = [
  { entries: first },
  {
    title: "Teams",
    action: <IconButton size="small" label="Add a team" icon={<Icon of={Plus} size={14} />} />,
    entries: ["Operations", "Finance", "Facilities", "A team with quite a long name"].map((title, at) => ({
      href: `/gallery?page=frame&team-${at}`,
      title,
      mark: at === 0 ? <Icon of={Users} /> : <Icon of={Users} />,
      isCurrent: at === 0,
    })),
  },
  {
    title: "Projects",
    entries: [
      { href: "/gallery?page=frame&project", title: "Office move", mark: <Icon of={FolderKanban} />, isCurrent: false },
    ],
  },
  {
    title: "Academy",
    entries: [
      { href: "/gallery?page=frame&academy", title: "Academy", mark: <Icon of={GraduationCap} />, isCurrent: false },
      { href: "/gallery?page=frame&flow", title: "Flow", mark: <Icon of={ChartNoAxesCombined} />, isCurrent: false },
    ],
  },
];

const organization = { id: "one", name: "Harbour Services" };

function RailFoot() {
  const isCollapsed = useRailCollapsed();
  return (
    <>
      <Button
        tone="quiet"
        className="min-w-0 flex-1 justify-start px-2"
        icon={<Avatar name="Duty Engineer" isDecorative />}
      >
        {isCollapsed ? null : "Duty Engineer"}
      </Button>
      <ThemeSwitch />
    </>
  );
}

/** The frame with a list and, with `?panel`, the item beside it. */
export function FrameGallery() {
  const query = new URLSearchParams(window.location.search);
  const count = Number(query.get("rows") ?? 5_000);
  const ids = useMemo(() => Array.from({ length: count }, (_, at) => `item-${at}`), [count]);
  const [open, setOpen] = useState<string | null>(query.has("panel") ? "item-1" : null);
  const [current, setCurrent] = useState<string | null>("item-1");
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const item = open === null ? null : sampleItem(Number(open.slice(5)));
  return (
    <Frame
      railHead={
        <OrganizationSwitch
          current={organization}
          organizations={[{ ...organization, href: "/gallery?page=frame" }]}
          createHref="/gallery?page=frame&new"
        />
      }
      railSections={sections}
      railFoot={<RailFoot />}
      barEntries={first}
      {...(query.has("offline") ? { banner: <OfflineBanner /> } : {})}
      panel={
        item === null ? null : (
          <SidePanel
            label={item.key}
            onClose={() => setOpen(null)}
            fullPageHref="/gallery?page=frame&full"
            head={<span>{item.key}</span>}
            takesFocus={!query.has("panel")}
          >
            <div className="space-y-4 px-4 py-4">
              <InlineEdit
                label="Title"
                value={item.title}
                onSave={() => undefined}
                className="text-title font-semibold"
              />
              <div className="flex flex-wrap gap-2">
                <Badge meaning="info">In review</Badge>
                <Badge meaning="bad">Blocked</Badge>
              </div>
              <MarkdownView
                text={
                  "Renew the certificate **before** the gateway refuses mail.\n\n- Ask for a new one\n- Install it on both nodes"
                }
              />
            </div>
          </SidePanel>
        )
      }
    >
      <PageHeader
        title="Operations"
        note={`${count.toLocaleString("en")} items`}
        actions={
          <Button tone="primary" icon={<Icon of={Plus} size={14} />} after={<KeyHint keys="c" tone="on-solid" />}>
            New item
          </Button>
        }
        tabs={
          <TabLinks
            label="Views"
            links={["Board", "List", "Queue", "Calendar", "Flow", "Forecast", "Workflow"].map((title) => ({
              href: `/gallery?page=frame&${title}`,
              title,
              isCurrent: title === "List",
            }))}
          />
        }
        toolbar={
          <>
            <SearchField label="Filter" keys="/" className="w-full sm:w-56" />
            <Button tone="quiet" size="small">
              Stage is any
            </Button>
            <Button tone="quiet" size="small">
              Owner is anyone
            </Button>
          </>
        }
      />
      <PageBody measure="flush">
        <DataTable
          label="Items"
          ids={ids}
          rowOf={(id) => sampleItem(Number(id.slice(5)))}
          columns={sampleColumns}
          current={current}
          onCurrent={setCurrent}
          onOpen={setOpen}
          selection={selection}
          onSelection={setSelection}
        />
      </PageBody>
    </Frame>
  );
}
