import { Avatar } from "../avatar.tsx";
import type { Column } from "../column-layout.ts";
import { HairlineMeter } from "../hairline-meter.tsx";
import { type Shape, ShapeMark } from "../shape-mark.tsx";
import { Badge } from "../badge.tsx";

/** Rows made by arithmetic, so that a long table can be looked at without a server. */
export type SampleItem = {
  id: string;
  key: string;
  title: string;
  shape: Shape;
  stage: string;
  age: number;
  forecast: string;
  owner: string;
  effort: number;
  isBlocked: boolean;
};

const verbs = ["Renew", "Check", "Replace", "Move", "Answer", "Close", "Review", "Restore"];
const things = [
  "the certificate of the mail gateway",
  "badge readers on the second floor",
  "payroll for the quarter end",
  "the supplier's invoice",
  "access for a new starter",
  "nightly backup after the disk change",
  "the room plan",
  "a very long title that goes on and on so that one can see how it is cut at the end of the column without pushing anything aside",
];
const shapes: Shape[] = ["disc", "disc", "diamond", "disc", "triangle", "ring"];
const stages = ["Ready", "In progress", "Review", "Done"];
const owners = ["Duty Engineer", "Release Lead", "Front Desk", "Payroll Clerk", "Night Shift"];

export function sampleItem(at: number): SampleItem {
  return {
    id: `item-${at}`,
    key: `OPS-${at + 1}`,
    title: `${verbs[at % verbs.length]} ${things[(at * 7) % things.length]}`,
    shape: shapes[(at * 5) % shapes.length] ?? "disc",
    stage: stages[at % stages.length] ?? "",
    age: (at * 13) % 17,
    forecast: `85 % by ${(at % 27) + 1} Mar`,
    owner: owners[(at * 3) % owners.length] ?? "",
    effort: ((at * 11) % 40) / 4,
    isBlocked: at % 9 === 4,
  };
}

export const sampleColumns: readonly Column<SampleItem>[] = [
  {
    id: "key",
    title: "Key",
    width: 104,
    isSticky: true,
    isSortable: true,
    canHide: false,
    cell: (item) => (
      <>
        <ShapeMark
          shape={item.shape}
          label={item.shape}
          className={
            item.shape === "triangle" ? "text-bad-mark" : item.shape === "diamond" ? "text-warn-mark" : "text-muted"
          }
        />
        <span className="truncate text-muted">{item.key}</span>
      </>
    ),
  },
  {
    id: "title",
    title: "Title",
    width: 280,
    minWidth: 140,
    grows: true,
    isSortable: true,
    canHide: false,
    cell: (item) => (
      <>
        <span className="truncate">{item.title}</span>
        {item.isBlocked ? <Badge meaning="bad">Blocked</Badge> : null}
      </>
    ),
  },
  { id: "stage", title: "Stage", width: 110, isSortable: true, cell: (item) => item.stage },
  {
    id: "forecast",
    title: "Forecast",
    width: 120,
    cell: (item) => <span className="truncate text-muted">{item.forecast}</span>,
  },
  {
    id: "age",
    title: "Age",
    width: 110,
    isSortable: true,
    cell: (item) => (
      <>
        <span className="w-7 shrink-0 text-right text-muted">{item.age} d</span>
        <HairlineMeter
          value={item.age}
          limit={8}
          label={`${item.age} days old; 85 % finish within 8 days`}
          className="flex-1"
        />
      </>
    ),
  },
  {
    id: "effort",
    title: "Effort, days",
    width: 96,
    align: "end",
    isSortable: true,
    cell: (item) => item.effort.toFixed(2),
  },
  {
    id: "owner",
    title: "Owner",
    width: 150,
    cell: (item) => (
      <>
        <Avatar name={item.owner} isDecorative />
        <span className="truncate">{item.owner}</span>
      </>
    ),
  },
];
