import type { ItemRow } from "@throughline/contract/items";
import { Hourglass, type LucideIcon, OctagonAlert } from "lucide-react";
import type { Directory } from "../organization/directory.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, type Meaning } from "../ui/badge.tsx";
import type { Column } from "../ui/column-layout.ts";
import { HairlineMeter } from "../ui/hairline-meter.tsx";
import { Icon } from "../ui/icon.tsx";
import { durationText, shortDay, shortDuration } from "../ui/relative-time.ts";
import { classes, ClassMark, DueDay, StageMark } from "./item-marks.tsx";
import { stageAge } from "./stage-age.ts";

/** The columns of the item list: fixed ones, then one per custom field. */
export function listColumns(
  directory: Directory,
  now: number,
  zone: string,
  /** On a phone marks stand without their words, so that titles keep theirs. */
  isNarrow = false,
): Column<ItemRow>[] {
  const day = (at: string | null) =>
    at === null ? "" : shortDay(Date.parse(at.length === 10 ? `${at}T12:00:00Z` : at), now, zone);
  const name = (id: string | null) => (id === null ? undefined : directory.people.get(id));
  return [
    {
      id: "key",
      title: "Key",
      width: 104,
      isSticky: true,
      isSortable: true,
      canHide: false,
      cell: (row) => (
        <>
          <ClassMark of={row.classOfService} />
          <span className="truncate text-muted">{row.key}</span>
        </>
      ),
    },
    {
      id: "title",
      title: "Title",
      width: 280,
      minWidth: 160,
      grows: true,
      isSortable: true,
      canHide: false,
      cell: (row) => (
        <>
          <span className="truncate">{row.title}</span>
          {row.blockedSince === null ? null : (
            <RowBadge
              meaning="bad"
              mark={OctagonAlert}
              word="Blocked"
              whole={`Blocked: ${row.blockReason ?? ""}`}
              isNarrow={isNarrow}
            />
          )}
          {row.offeredTo === null ? null : (
            <RowBadge
              meaning="info"
              mark={Hourglass}
              word="Offered"
              whole={`Offered to ${directory.teams.get(row.offeredTo.teamId)?.name ?? "a team"}, waiting ${durationText(now - Date.parse(row.offeredTo.offeredAt))}`}
              isNarrow={isNarrow}
            />
          )}
        </>
      ),
    },
    {
      id: "stage",
      title: "Stage",
      width: 140,
      isSortable: true,
      cell: (row) => {
        const stage = directory.stages.get(row.stageId);
        return (
          <>
            <StageMark kind={stage?.kind ?? "queue"} />
            <span className="truncate">{stage?.name ?? ""}</span>
          </>
        );
      },
    },
    {
      id: "due",
      title: "Due",
      width: 128,
      isSortable: true,
      cell: (row) => <DueDay row={row} now={now} zone={zone} isNamed={false} />,
    },
    {
      id: "age",
      title: "In stage",
      width: 120,
      isSortable: true,
      cell: (row) => {
        if (row.finishedAt !== null) return null;
        const age = stageAge(row.stageEnteredAt, directory.stages.get(row.stageId), now);
        return (
          <>
            <span className="w-12 shrink-0 truncate text-right text-muted tabular-nums" title={age.sentence}>
              {shortDuration(now - Date.parse(row.stageEnteredAt))}
            </span>
            {age.limit === null ? null : (
              <HairlineMeter value={age.days} limit={age.limit} label={age.sentence} className="flex-1" />
            )}
          </>
        );
      },
    },
    {
      id: "owner",
      title: "Owner",
      width: 150,
      isSortable: true,
      cell: (row) => {
        const owner = name(row.ownerId);
        return owner ? (
          <>
            <Avatar name={owner.name} kind={owner.kind} isDecorative />
            <span className="truncate">{owner.name}</span>
          </>
        ) : (
          <span className="text-faint">Nobody</span>
        );
      },
    },
    {
      id: "team",
      title: "Team",
      width: 120,
      cell: (row) => <span className="truncate">{directory.teams.get(row.teamId)?.name ?? ""}</span>,
    },
    {
      id: "workflow",
      title: "Workflow",
      width: 130,
      cell: (row) => <span className="truncate">{directory.workflows.get(row.workflowId)?.name ?? ""}</span>,
    },
    { id: "kind", title: "Kind", width: 96, cell: (row) => <span className="truncate">{row.kind}</span> },
    {
      id: "class",
      title: "Class of service",
      width: 120,
      isSortable: true,
      cell: (row) => <span className="truncate">{classes[row.classOfService].name}</span>,
    },
    {
      id: "value",
      title: "Cost of delay",
      width: 104,
      align: "end",
      isSortable: true,
      cell: (row) => row.value?.toLocaleString("en") ?? "",
    },
    {
      id: "effort",
      title: "Effort, days",
      width: 104,
      align: "end",
      cell: (row) =>
        row.effortLow === null
          ? ""
          : row.effortLow === row.effortHigh
            ? `${row.effortLow}`
            : `${row.effortLow}–${row.effortHigh}`,
    },
    {
      id: "labels",
      title: "Labels",
      width: 150,
      cell: (row) => (
        <span className="truncate">{row.labelIds.map((id) => directory.labels.get(id)?.name ?? "").join(", ")}</span>
      ),
    },
    {
      id: "created",
      title: "Made",
      width: 96,
      isSortable: true,
      cell: (row) => <span className="truncate text-muted">{day(row.createdAt)}</span>,
    },
    {
      id: "updated",
      title: "Changed",
      width: 96,
      isSortable: true,
      cell: (row) => <span className="truncate text-muted">{day(row.updatedAt)}</span>,
    },
    {
      id: "finished",
      title: "Finished",
      width: 96,
      isSortable: true,
      cell: (row) => <span className="truncate text-muted">{day(row.finishedAt)}</span>,
    },
    ...[...directory.fields.values()]
      .filter((field) => field.archivedAt === null)
      .map((field): Column<ItemRow> => ({
        id: `field.${field.fieldId}`,
        title: field.name,
        width: 120,
        ...(field.kind === "number" ? { align: "end" as const } : {}),
        cell: (row) => {
          const value = row.fields[field.fieldId] ?? null;
          if (value === null) return null;
          if (field.kind === "choice")
            return (
              <span className="truncate">{field.choices.find((choice) => choice.id === value)?.name ?? value}</span>
            );
          if (field.kind === "person") return <span className="truncate">{name(String(value))?.name ?? ""}</span>;
          if (field.kind === "date") return <span className="truncate">{day(String(value))}</span>;
          return <span className="truncate">{typeof value === "number" ? value.toLocaleString("en") : value}</span>;
        },
      })),
  ];
}

/** A state beside a title: one word, the whole sentence under the pointer and for who hears it. */
function RowBadge({
  meaning,
  mark,
  word,
  whole,
  isNarrow,
}: {
  meaning: Meaning;
  mark: LucideIcon;
  word: string;
  whole: string;
  isNarrow: boolean;
}) {
  return (
    <span title={whole} className="flex shrink-0">
      <Badge meaning={meaning} icon={<Icon of={mark} size={12} />}>
        <span className={isNarrow ? "sr-only" : ""}>{word}</span>
      </Badge>
    </span>
  );
}

/** Hidden until the reader chooses, behind Columns: a table should not begin by scrolling sideways. */
export const hiddenAtFirst = (directory: Directory, isOfTeam: boolean): readonly string[] => [
  ...(isOfTeam ? ["team"] : []),
  ...rarelyAsked,
  ...[...directory.fields.values()]
    .filter((field) => field.archivedAt === null)
    .slice(isOfTeam ? 2 : 1)
    .map((field) => `field.${field.fieldId}`),
];

const rarelyAsked: readonly string[] = [
  "workflow",
  "kind",
  "class",
  "value",
  "effort",
  "labels",
  "created",
  "updated",
  "finished",
];
