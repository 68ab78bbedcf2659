/** A schedule as bars over time, and below how much of each resource it takes. */
import type { ResourcePlan } from "@throughline/domain/projects/resource-plan";
import type { ResourceSchedule } from "@throughline/domain/projects/schedule";
import { dateOf, type PlanDates } from "../read-plan.ts";
import { ticksTo } from "./axes.ts";
import { fitted, ink, partColours, pathThrough, Picture } from "./svg.ts";

const ROW = 20;
const LOAD = 70;
/** Activities and resources that a page can hold. */
const MOST_ROWS = 250;
const MOST_LOADS = 12;
const LEFT = 200;
const WIDTH = 680;

export function ganttPicture(
  title: string,
  plan: ResourcePlan,
  found: ResourceSchedule,
  dates: PlanDates | null,
): string {
  const order = found.activities
    .map((activity, j) => ({ ...activity, j }))
    .sort((a, b) => a.start - b.start || a.finish - b.finish || a.j - b.j);
  const rows = order.slice(0, MOST_ROWS);
  const loads = plan.resources.slice(0, MOST_LOADS);
  const bottom = 80 + rows.length * ROW;
  const picture = new Picture(LEFT + WIDTH + 80, bottom + 60 + loads.length * (LOAD + 34), title);
  picture.text(24, 28, title, { "font-size": 16, "font-weight": 600 });
  const left = order.length - rows.length;
  picture.text(
    24,
    48,
    `${found.length} periods; no schedule is shorter than ${found.bounds.best}.${left > 0 ? ` ${left} more activities are not drawn.` : ""}`,
    { fill: ink.faint },
  );
  const most = Math.max(1, found.length);
  const x = (period: number) => LEFT + (period / most) * WIDTH;
  const ticks = [...new Set(ticksTo(most, 7, true))];
  const axis = (top: number, height: number) => {
    for (const tick of ticks) picture.line(x(tick), top, x(tick), top + height, { stroke: ink.grid });
  };
  axis(72, rows.length * ROW + 4);
  for (const tick of ticks)
    picture.text(x(tick), bottom + 14, dates ? dateOf(dates, tick) : String(tick), {
      "text-anchor": "middle",
      fill: ink.faint,
      "font-size": 11,
    });
  picture.text(LEFT + WIDTH, bottom + 30, dates ? (dates.onlyWeekdays ? "weekdays" : "days") : "periods", {
    "text-anchor": "end",
    fill: ink.faint,
    "font-size": 11,
  });
  const at = new Map(rows.map(({ name }, row) => [name, row]));
  for (const { from, to } of rows.length <= 60 ? plan.links : []) {
    const [a, b] = [at.get(from), at.get(to)];
    if (a === undefined || b === undefined) continue;
    const [x1, x2] = [x(rows[a]!.finish), x(rows[b]!.start)];
    const [y1, y2] = [76 + a * ROW + ROW / 2, 76 + b * ROW + ROW / 2];
    picture.path(`M${x1} ${y1}C${x1 + 14} ${y1} ${x2 - 14} ${y2} ${x2} ${y2}`, {
      fill: "none",
      stroke: ink.faint,
      "stroke-opacity": 0.5,
    });
  }
  for (const [row, { name, start, finish }] of rows.entries()) {
    const y = 76 + row * ROW;
    picture.text(LEFT - 10, y + 14, fitted(name, LEFT - 30), { "text-anchor": "end" });
    if (finish === start)
      picture.path(
        pathThrough(
          [
            [x(start) - 5, y + ROW / 2],
            [x(start), y + 4],
            [x(start) + 5, y + ROW / 2],
            [x(start), y + ROW - 4],
          ],
          true,
        ),
        { fill: ink.text },
      );
    else {
      picture.rect(x(start), y + 3, x(finish) - x(start), ROW - 6, { rx: 3, fill: ink.accent, "fill-opacity": 0.75 });
      const told = dates ? `${finish - start}` : `${start}–${finish}`;
      picture.text(x(finish) + 4, y + 14, told, { fill: ink.faint, "font-size": 10 });
    }
  }
  for (const [k, { name, capacity }] of loads.entries()) {
    const top = bottom + 44 + k * (LOAD + 34);
    const used = usedOf(plan, found, name);
    const level = (t: number) => (typeof capacity === "number" ? capacity : (capacity[t] ?? capacity.at(-1) ?? 0));
    const highest = Math.max(1, ...used, ...used.map((_, t) => level(t)));
    const y = (units: number) => top + LOAD - (units / highest) * LOAD;
    axis(top, LOAD);
    for (const [t, units] of used.entries())
      if (units > 0)
        picture.rect(x(t), y(units), x(t + 1) - x(t) + 0.3, LOAD - (y(units) - top), {
          fill: partColours[k % partColours.length]!,
          "fill-opacity": 0.7,
        });
    picture.path(
      pathThrough(
        used.flatMap(
          (_, t) =>
            [
              [x(t), y(level(t))],
              [x(t + 1), y(level(t))],
            ] as const,
        ),
      ),
      { fill: "none", stroke: ink.bad, "stroke-dasharray": "5 4" },
    );
    picture.line(LEFT, top + LOAD, LEFT + WIDTH, top + LOAD, { stroke: ink.faint });
    picture.text(LEFT - 10, top + 14, fitted(name, LEFT - 30), { "text-anchor": "end", "font-weight": 600 });
    const whole =
      used.reduce((sum, units) => sum + units, 0) /
      Math.max(
        1,
        used.reduce((sum, _, t) => sum + level(t), 0),
      );
    picture.text(LEFT - 10, top + 30, `${Math.round(100 * whole)} % taken`, { "text-anchor": "end", fill: ink.faint });
    picture.text(LEFT + WIDTH + 6, y(level(used.length - 1)) + 4, `${level(used.length - 1)} there`, { fill: ink.bad });
  }
  return picture.toString();
}

/** Units taken in each period. */
function usedOf(plan: ResourcePlan, found: ResourceSchedule, resource: string): number[] {
  const used = Array.from({ length: found.length }, () => 0);
  for (const [j, { needs = {} }] of plan.activities.entries()) {
    const units = Object.hasOwn(needs, resource) ? needs[resource]! : 0;
    const { start, finish } = found.activities[j]!;
    if (units > 0) for (let t = start; t < finish; t++) used[t]! += units;
  }
  return used;
}
