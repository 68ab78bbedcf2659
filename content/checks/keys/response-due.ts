import type { Given } from "@throughline/domain/exams/families/wording";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Hours since Monday midnight of "Tuesday 14:00". */
function hourOf(label: unknown): number {
  const [day = "", clock = ""] = String(label).split(" ");
  return 24 * DAYS.indexOf(day) + Number.parseInt(clock, 10);
}

/** By walking the week hour by hour and crossing off what counts. */
export function recompute(given: Given): string {
  const opens = Number.parseInt(String(given["opens"]), 10);
  const closes = Number.parseInt(String(given["closes"]), 10);
  let left = Number(given["promise"]);
  let hour = hourOf(given["arrival"]);
  while (left > 0) {
    const open = Math.floor(hour / 24) % 7 < 5 && hour % 24 >= opens && hour % 24 < closes;
    const paused = hour >= hourOf(given["asked"]) && hour < hourOf(given["answered"]);
    if (open && !paused) left -= 1;
    hour += 1;
  }
  return `${DAYS[Math.floor(hour / 24) % 7] ?? ""} ${hour % 24}:00`;
}
