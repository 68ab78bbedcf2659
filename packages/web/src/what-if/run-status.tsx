import { Play, Square } from "lucide-react";
import { Refused } from "@throughline/contract/client";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { Banner } from "../ui/banner.tsx";
import { NotPossible } from "./simulate-here.ts";
import type { WhatIfRunning } from "./use-what-if-run.ts";

/** How far a simulation is, with a way to stop it; or a way to start it. Keeps its place, so nothing jumps. */
export function RunStatus({ running }: { running: WhatIfRunning }) {
  const { state, isLong, isCurrent, start, stop } = running;
  return (
    <div
      className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center justify-end gap-x-4 gap-y-1 print:hidden"
      aria-live="polite"
    >
      {state.kind === "running" ? (
        <>
          <div className="w-full max-w-60">
            <ProgressBar
              label={state.where === "here" ? "Simulating" : "Simulating on the server"}
              value={Math.round(100 * state.share)}
            />
          </div>
          <Button size="small" icon={<Icon of={Square} size={12} />} onPress={stop}>
            Cancel
          </Button>
        </>
      ) : state.kind === "stopped" ? (
        <>
          <span className="text-dense text-muted">
            {isCurrent ? "Cancelled." : "Cancelled: what is shown is from before."}
          </span>
          <Button size="small" icon={<Icon of={Play} size={12} />} onPress={start}>
            Simulate
          </Button>
        </>
      ) : isLong && !isCurrent ? (
        <>
          <Button tone="primary" size="small" icon={<Icon of={Play} size={12} />} onPress={start}>
            Simulate on the server
          </Button>
          <span className="text-dense text-muted">Too long for this browser: it takes up to two minutes there.</span>
        </>
      ) : null}
    </div>
  );
}

/** Why there is no answer to what is asked now. */
export function RunProblem({ running: { state, start } }: { running: WhatIfRunning }) {
  if (state.kind !== "failed") return null;
  const { error } = state;
  if (error instanceof NotPossible)
    return (
      <div className="mb-3">
        <Banner meaning="warn">{`This cannot be simulated: ${error.message}`}</Banner>
      </div>
    );
  return (
    <ErrorState title="The simulation did not come to its end" onRetry={start}>
      {error instanceof Refused
        ? (error.problem.detail ?? error.problem.title)
        : "It stopped on the way. Nothing is lost; what is changed stands in the address."}
    </ErrorState>
  );
}
