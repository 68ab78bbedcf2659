import { normalQuantile } from "../../numbers/normal.ts";
import { type RandomStream, randomStream, type Seed } from "../../numbers/random.ts";
import type { Duration } from "../durations.ts";
import type { FittedModel } from "../fit/fitted-model.ts";
import type { Organisation, SimulatedStage } from "../organisation.ts";

/**
 * The organisation as it might as well be: how often work comes and how long it takes are known only as well as the visits counted
 * say, so each run draws them anew around what was found (log-normal, with the relative error of a mean of that many). The same
 * seed draws the same for every alternative. Close to the limit of a team this matters more than all else.
 */
export function drawnOrganisation(model: FittedModel, organisation: Organisation, seed: Seed): Organisation {
  const random = randomStream(seed).substream("uncertain");
  const factor = (name: string, count: number, squaredVariation = 1): number =>
    count > 0 ? Math.exp(normal(random.substream(name)) * Math.min(0.5, Math.sqrt(squaredVariation / count))) : 1;
  const counts = new Map(model.channels.map(({ id, count }) => [id, count]));
  const pace = new Map(
    model.teams.map(({ id }) => {
      const own = model.stages.filter(({ kind, team }) => kind === "active" && team === id);
      return [
        id,
        factor(
          `work of ${id}`,
          own.reduce((sum, { visits }) => sum + visits, 0),
        ),
      ];
    }),
  );
  return {
    ...organisation,
    channels: organisation.channels.map((channel) => ({
      ...channel,
      between: scaled(
        channel.between,
        factor(`arrivals by ${channel.name}`, counts.get(channel.name) ?? 0, variationOf(channel.between)),
      ),
    })),
    stages: organisation.stages.map((stage): SimulatedStage => {
      const by = stage.kind === "active" ? (pace.get(stage.team ?? "") ?? 1) : 1;
      return by === 1 || !stage.effort
        ? stage
        : { ...stage, effort: scaled(stage.effort, by), ...(stage.rest && { rest: scaled(stage.rest, by) }) };
    }),
  };
}

const normal = (random: RandomStream): number => normalQuantile(random.nextOpenUniform());

function variationOf(between: Duration): number {
  if (between.kind === "hyperexponential") return between.squaredVariation;
  return between.kind === "erlang" ? 1 / between.phases : 1;
}

function scaled(duration: Duration, by: number): Duration {
  if ("mean" in duration) return { ...duration, mean: duration.mean * by };
  return duration.kind === "observed"
    ? { kind: "observed", values: duration.values.map((value) => value * by) }
    : duration;
}
