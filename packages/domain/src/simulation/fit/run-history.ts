import { type FlowEvent, type FlowHistory, readHistory } from "../../flow/history.ts";
import type { Organisation } from "../organisation.ts";
import { Simulation, type SimulationOptions } from "../simulation.ts";

/** A simulated run told as a history, as if it had been lived: for fits against a truth that is known. Items are `channel/number`. */
export function runHistory(organisation: Organisation, options: Omit<SimulationOptions, "watcher">): FlowHistory {
  const events: FlowEvent[] = [];
  new Simulation(organisation, {
    ...options,
    watcher: {
      changed(change, at, subject, stage, channel) {
        if (channel < 0) return;
        const item = `${organisation.channels[channel]!.name}/${subject}`;
        const there = organisation.stages[stage]!;
        if (change === "entered") events.push({ name: "entered", at, item, stage: there.name });
        else if (change === "offered") events.push({ name: "offered", at, item, team: there.team ?? "" });
        else if (change === "accepted" || change === "declined" || change === "blocked" || change === "unblocked")
          events.push({ name: change, at, item });
      },
    },
  }).run();
  return readHistory(
    events,
    organisation.stages.map(({ name, kind, team }) => ({ id: name, kind, team })),
  );
}
