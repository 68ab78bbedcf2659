import type { ProcessAlignment } from "@throughline/contract/processes";
import { Refused } from "@throughline/contract/client";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { SkeletonText, useIsSlow } from "../ui/skeleton.tsx";
import { followAlignment } from "./follow-alignment.ts";
import { modelQuery, type ProcessAnswer, type ProcessAsked } from "./process-query.ts";
import { counted } from "./process-words.ts";
import { ModelOutline } from "./model-outline.tsx";
import { percentOf } from "./selected-facts.ts";
import { ShareSlider } from "./share-slider.tsx";
import { useDragged } from "./use-dragged.ts";

type ModelPartProps = {
  asked: ProcessAsked;
  process: ProcessAnswer;
  rare: number;
  onRare: (percent: number) => void;
};

/** The process as a model: what may follow what, read as an outline, and how well it fits what happened. */
export function ModelPart({ asked, process, rare, onRare }: ModelPartProps) {
  const [dragged, drag] = useDragged(rare);
  const query = useQuery(modelQuery(asked, rare / 100));
  const isSlow = useIsSlow(query.isLoading);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-dense text-muted">
        One model of all that happened, found by the Inductive Miner. What is rarer than the share below is left out of
        it.
      </p>
      <div className="flex">
        <ShareSlider label="Leave out under" value={dragged} onChange={drag} onChangeEnd={onRare} />
      </div>
      {query.isError ? (
        <ErrorState title="There is no model" onRetry={() => void query.refetch()}>
          {query.error instanceof Refused ? query.error.message : "It could not be worked out. Try again."}
        </ErrorState>
      ) : !query.data ? (
        isSlow ? (
          <SkeletonText />
        ) : null
      ) : (
        <>
          <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-dense">
            <Figure name="Fitness" value={query.data.fitness.toFixed(3)}>
              how much of what happened the model can play; 1 is all of it
            </Figure>
            <Figure name="Items that fit" value={percentOf(query.data.fittingShare)}>
              played from beginning to end without a fault
            </Figure>
            <Figure name="Precision" value={query.data.precision.toFixed(3)}>
              how much of what the model allows did happen; low is loose
            </Figure>
          </dl>
          <Alignment key={JSON.stringify([asked, rare])} asked={asked} rare={rare} />
          <ModelOutline model={query.data} process={process} />
          <details className="text-dense">
            <summary className="cursor-default text-muted">As one line of text</summary>
            <p className="mt-1 font-mono text-small [overflow-wrap:anywhere] select-all">{query.data.text}</p>
          </details>
        </>
      )}
    </div>
  );
}

const Figure = ({ name, value, children }: { name: string; value: string; children: ReactNode }) => (
  <>
    <dt>
      {name} <span className="block text-small text-muted">{children}</span>
    </dt>
    <dd className="text-end font-medium tabular-nums">{value}</dd>
  </>
);

type Aligning =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly share: number }
  | { readonly state: "done"; readonly answer: ProcessAlignment }
  | { readonly state: "failed"; readonly sentence: string };

/** Fitness by alignments: exact and slow, so only when it is asked for. It can be stopped. */
function Alignment({ asked, rare }: { asked: ProcessAsked; rare: number }) {
  const [aligning, setAligning] = useState<Aligning>({ state: "idle" });
  const work = useRef<AbortController | null>(null);
  useEffect(() => () => work.current?.abort(), []);
  const start = async () => {
    const asker = new AbortController();
    work.current = asker;
    setAligning({ state: "running", share: 0 });
    try {
      const answer = await followAlignment(asked, rare / 100, asker.signal, (share) =>
        setAligning({ state: "running", share }),
      );
      setAligning({ state: "done", answer });
    } catch (error) {
      if (asker.signal.aborted) setAligning({ state: "idle" });
      else
        setAligning({
          state: "failed",
          sentence: error instanceof Refused ? error.message : "No answer came. Try again.",
        });
    }
  };
  switch (aligning.state) {
    case "idle":
      return (
        <div>
          <Button size="small" onPress={() => void start()}>
            Work out fitness by alignments
          </Button>
        </div>
      );
    case "running":
      return (
        <div className="flex items-end gap-3">
          <div className="flex-1">
            <ProgressBar label="Aligning" value={Math.round(aligning.share * 100)} total={100} />
          </div>
          <Button size="small" onPress={() => work.current?.abort()}>
            Stop
          </Button>
        </div>
      );
    case "failed":
      return (
        <p role="alert" className="text-dense">
          {aligning.sentence}{" "}
          <Button size="small" onPress={() => void start()}>
            Try again
          </Button>
        </p>
      );
    case "done":
      return (
        <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-dense">
          <Figure name="Fitness by alignments" value={aligning.answer.fitness.toFixed(3)}>
            {`the cheapest explanation of ${counted(aligning.answer.variants, "variant")}${aligning.answer.isExact ? "" : ", not all proven cheapest"}; ${percentOf(aligning.answer.fittingShare)} of items need none`}
          </Figure>
        </dl>
      );
  }
}
