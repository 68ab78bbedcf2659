import type { Given } from "@throughline/domain/exams/families/wording";

/** By watching: items come evenly spread through twenty intervals; their waits are counted to the slot, then to the reply. */
export function recompute(given: Given): number {
  const perDay = Number(given["perDay"]);
  const interval = Number(given["interval"]);
  const steps = 2000;
  let waited = 0;
  for (let i = 0; i < steps; i += 1) {
    const came = ((i + 0.5) / steps) * interval * 20;
    let slot = 0;
    while (slot < came) slot += interval;
    waited += slot - came + Number(given["reply"]);
  }
  const days = interval * 20;
  return ((waited / steps) * (perDay * days)) / days;
}
