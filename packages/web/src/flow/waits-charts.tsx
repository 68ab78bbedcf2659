import { useDirectory } from "../organization/directory.ts";
import { numberText } from "../ui/charts/ticks.ts";
import { tint } from "../ui/charts/tint.ts";
import { BarsChart } from "./bars-chart.tsx";
import type { FlowChartProps } from "./chart-props.ts";
import { percentText, took, unitOf } from "./flow-words.ts";

/** What finished items' time went into. */
export function EfficiencyChart({ flow }: FlowChartProps) {
  const { share, active, waiting, blocked } = flow.efficiency;
  const unit = unitOf(active + waiting, flow);
  const parts = [
    { name: "Worked on", time: active, text: "in an active stage and not blocked" },
    { name: "Waiting", time: waiting - Math.min(blocked, waiting), text: "in a queue" },
    { name: "Blocked", time: Math.min(blocked, waiting), text: "in any stage" },
  ];
  const all = Math.max(1, active + waiting);
  return (
    <BarsChart
      title="How much of the time is work worked on?"
      note={
        share === null
          ? "Nothing was finished in this time."
          : `Flow efficiency ${percentText(share)}: the share of all time, from arrival until done, in which finished items stood in an active stage and were not blocked.`
      }
      sentence={`Of finished items' time ${parts.map(({ name, time }) => `${percentText(time / all)} ${name.toLowerCase()}`).join(", ")}.`}
      most={1}
      rows={parts.map(({ name, time, text }) => ({
        name,
        value: time / all,
        text: percentText(time / all),
        lines: [`${took(time, flow)} in all, ${text}`],
      }))}
      fileName="flow-efficiency"
      twin={() => ({
        columns: [
          { title: "Part" },
          { title: "Share, %", isNumber: true },
          { title: `Time in all, ${unit.name}`, isNumber: true },
        ],
        rows: parts.map(({ name, time }) => [name, (time / all) * 100, time / unit.length]),
      })}
    />
  );
}

/** What blocked work, longest first. */
export function BlockedChart({ flow }: FlowChartProps) {
  const rows = flow.blocked;
  const unit = unitOf(rows[0]?.time ?? 0, flow);
  const total = rows.reduce((sum, { time }) => sum + time, 0);
  return (
    <BarsChart
      title="What blocks work?"
      note={`${took(total, flow)} of blocked time in all, by the reason given.`}
      sentence={rows.map(({ reason, time }) => `${reason ?? "No reason given"}: ${took(time, flow)}`).join("; ")}
      fill={tint("bad-mark", 0.55)}
      rows={rows.map(({ reason, time, count, open }) => ({
        name: reason ?? "No reason given",
        value: time,
        text: took(time, flow),
        lines: [
          `${took(time, flow)} in ${numberText(count)} ${count === 1 ? "block" : "blocks"}`,
          ...(open > 0 ? [`${numberText(open)} still ${open === 1 ? "lasts" : "last"}`] : []),
        ],
      }))}
      fileName="blocked-time"
      twin={() => ({
        columns: [
          { title: "Reason" },
          { title: `Time, ${unit.name}`, isNumber: true },
          { title: "Blocks", isNumber: true },
          { title: "Still blocked", isNumber: true },
        ],
        rows: rows.map(({ reason, time, count, open }) => [
          reason ?? "No reason given",
          time / unit.length,
          count,
          open,
        ]),
      })}
    />
  );
}

/** How long work waited between each two teams. */
export function HandOffsChart({ flow }: FlowChartProps) {
  const { teams } = useDirectory();
  const { pairs, more } = flow.handOffs;
  const waited = pairs.filter(({ total }) => total > 0);
  const nameOf = (id: string) => teams.get(id)?.name ?? "A team that is gone";
  const unit = unitOf(pairs[0]?.total ?? 0, flow);
  const orNone = (value: number | null) => (value === null ? null : value / unit.length);
  return (
    <BarsChart
      title="How long does work wait between teams?"
      note={`From the offer, or from entering the other team's queue, until that team took it up; all waits together, longest first.${
        more > 0 ? ` ${numberText(more)} further pairs of teams waited less.` : ""
      }`}
      sentence={pairs
        .map(({ fromTeamId, toTeamId, total }) => `${nameOf(fromTeamId)} to ${nameOf(toTeamId)}: ${took(total, flow)}`)
        .join("; ")}
      fill={tint("warn-mark", 0.6)}
      rows={waited.map(({ fromTeamId, toTeamId, count, open, p50, p85, total }) => ({
        name: `${nameOf(fromTeamId)} → ${nameOf(toTeamId)}`,
        value: total,
        text: took(total, flow),
        lines: [
          `${numberText(count)} ${count === 1 ? "hand-off" : "hand-offs"}${open > 0 ? `, ${numberText(open)} waiting still` : ""}`,
          ...(p50 === null || p85 === null ? [] : [`Half within ${took(p50, flow)}, 85 % within ${took(p85, flow)}`]),
        ],
      }))}
      fileName="hand-off-waits"
      twin={() => ({
        columns: [
          { title: "From" },
          { title: "To" },
          { title: "Hand-offs", isNumber: true },
          { title: "Waiting", isNumber: true },
          { title: `50 %, ${unit.name}`, isNumber: true },
          { title: `85 %, ${unit.name}`, isNumber: true },
          { title: `All, ${unit.name}`, isNumber: true },
        ],
        rows: pairs.map(({ fromTeamId, toTeamId, count, open, p50, p85, total }) => [
          nameOf(fromTeamId),
          nameOf(toTeamId),
          count,
          open,
          orNone(p50),
          orNone(p85),
          total / unit.length,
        ]),
      })}
    />
  );
}
