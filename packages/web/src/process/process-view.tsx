import { Table2 } from "lucide-react";
import { useMemo } from "react";
import { useDirectory } from "../organization/directory.ts";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { Tabs } from "../ui/tabs.tsx";
import { DeviationList } from "./deviation-list.tsx";
import { MapCanvas } from "./map-canvas.tsx";
import { MapLegend } from "./map-legend.tsx";
import { MeasureChoice } from "./measure-choice.tsx";
import { ModelPart } from "./model-part.tsx";
import type { ProcessAnswer } from "./process-query.ts";
import type { ProcessLook, ProcessSearch } from "./process-search.ts";
import { ProcessTables } from "./process-tables.tsx";
import { count } from "./process-words.ts";
import { SelectedPart } from "./selected-part.tsx";
import { addressOf, litBy, type Lit, type Selection, selectionOf, stageOf, wayKey } from "./selection.ts";
import { ShareSlider } from "./share-slider.tsx";
import { graphOf, type ShownPart, shownPart, usualShares } from "./shown-part.ts";
import { useDragged } from "./use-dragged.ts";
import { VariantList } from "./variant-list.tsx";
import { meantMap, mostDrawn, workedMap } from "./worked-map.ts";

type ProcessViewProps = {
  process: ProcessAnswer;
  look: ProcessLook;
  search: ProcessSearch;
  onSearch: (more: ProcessSearch) => void;
  onOpen: (itemKey: string) => void;
  workflowHref: string | null;
};

/** The map of how work goes, the workflow as it was meant beside it, and what the two have to say to each other. */
export function ProcessView({ process, look, search, onSearch, onOpen, workflowHref }: ProcessViewProps) {
  const { teams, stages: knownStages } = useDirectory();
  const { measure, time, asked } = look;
  const isWorking = time === "working";
  const teamName = useMemo(
    () => (teamId: string | null) => (teamId === null ? null : (teams.get(teamId)?.name ?? "a team")),
    [teams],
  );
  const graph = useMemo(() => graphOf(process), [process]);
  const usual = useMemo(() => usualShares(process), [process]);
  const [stageShare, dragStages] = useDragged(look.stages ?? usual.stages);
  const [wayShare, dragWays] = useDragged(look.ways ?? usual.ways);
  const shown = useMemo(() => shownPart(graph, stageShare / 100, wayShare / 100), [graph, stageShare, wayShare]);
  const selection = useMemo(() => selectionOf(search.at), [search.at]);
  const lit = useMemo(() => litBy(selection, process), [selection, process]);
  const visible = useMemo(() => withChosen(shown, selection, lit), [shown, selection, lit]);
  const worked = useMemo(
    () => workedMap(process, visible, measure, isWorking, teamName),
    [process, visible, measure, isWorking, teamName],
  );
  const meant = useMemo(
    () =>
      meantMap(process, (id) => {
        const known = knownStages.get(id) ?? process.stages.find(({ key }) => stageOf(key) === id);
        return known ? { name: known.name, kind: known.kind } : { name: "Other teams", kind: "done" };
      }),
    [process, knownStages],
  );
  const meantLit = useMemo(() => byStage(lit), [lit]);
  const select = (next: Selection | null) => onSearch({ at: next === null ? undefined : addressOf(next) });
  const close = () => select(null);
  const turn = () => onSearch({ view: look.isTable ? undefined : "table" });
  useShortcut("t", turn, { title: "Turn the map into its tables and back", group: "Process" });
  useShortcut("Escape", close, { isEnabled: selection !== null && search.item === undefined });
  const onStage = (key: string) => select({ of: "stage", key });
  const onWay = (key: string) => select({ of: "way", key });
  const chosen = selection?.of === "variant" || selection?.of === "deviation" ? null : (selection?.key ?? null);
  const canFilter = process.stages.length > 2 || process.ways.length > 3;
  const workedLabel = `Map of ${count(process.items)} items: ${worked.stages.length} stages, ${worked.ways.length} ways between them. ${shown.sentence}`;
  return (
    <div className="@container relative">
      <div className="grid grid-cols-1 gap-x-6 gap-y-6 @min-[46rem]:grid-cols-[minmax(0,1fr)_20rem] @min-[68rem]:grid-cols-[minmax(0,1fr)_22rem]">
        <aside className="order-1 flex min-w-0 flex-col gap-4 @min-[46rem]:order-2">
          {selection === null ? null : (
            <SelectedPart
              key={addressOf(selection)}
              process={process}
              selection={selection}
              asked={asked}
              time={time}
              teamName={teamName}
              onSelect={select}
              onClose={close}
              onOpen={onOpen}
              openItem={search.item}
            />
          )}
          <Tabs
            label="What the process tells"
            selected={look.tab}
            onSelect={(id) => onSearch({ tab: id === "deviations" ? undefined : id })}
            tabs={[
              {
                id: "deviations",
                title: counted("Deviations", process.conformance?.total),
                content: (
                  <DeviationList
                    process={process}
                    selection={selection}
                    isWorking={isWorking}
                    workflowHref={workflowHref}
                    onSelect={select}
                    onAgainst={(against) => onSearch({ against, at: undefined })}
                  />
                ),
              },
              {
                id: "variants",
                title: counted("Variants", process.variants.total),
                content: (
                  <VariantList process={process} selection={selection} isWorking={isWorking} onSelect={select} />
                ),
              },
              {
                id: "model",
                title: "Model",
                content: (
                  <ModelPart
                    asked={asked}
                    process={process}
                    rare={look.rare}
                    onRare={(percent) => onSearch({ rare: percent === 20 ? undefined : String(percent) })}
                  />
                ),
              },
            ]}
          />
        </aside>
        <div className="order-2 flex min-w-0 flex-col gap-6 @min-[46rem]:order-1">
          <section aria-labelledby="worked" className="min-w-0 break-inside-avoid">
            <div className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-2">
              <h2 id="worked" className="me-auto text-base font-semibold">
                As it was worked
              </h2>
              <MeasureChoice
                value={measure}
                onChange={(value) => onSearch({ measure: value === "often" ? undefined : value })}
              />
              <IconButton
                size="small"
                label={look.isTable ? "Show the map" : "Show the tables"}
                keys="t"
                isOn={look.isTable}
                icon={<Icon of={Table2} size={14} />}
                onPress={turn}
                className="print:hidden"
              />
            </div>
            {look.isTable ? (
              <ProcessTables process={process} isWorking={isWorking} teamName={teamName} />
            ) : (
              <>
                {canFilter ? (
                  <div className="mb-2 flex flex-wrap gap-x-6 gap-y-1 print:hidden">
                    <ShareSlider
                      label="Stages"
                      value={stageShare}
                      onChange={dragStages}
                      onChangeEnd={(percent) =>
                        onSearch({ stages: percent === usual.stages ? undefined : String(percent) })
                      }
                    />
                    <ShareSlider
                      label="Ways"
                      value={wayShare}
                      onChange={dragWays}
                      onChangeEnd={(percent) =>
                        onSearch({ ways: percent === usual.ways ? undefined : String(percent) })
                      }
                    />
                  </div>
                ) : null}
                <MapCanvas
                  map={worked}
                  label={workedLabel}
                  lit={lit}
                  chosen={chosen}
                  onStage={onStage}
                  onWay={onWay}
                  onNothing={selection === null ? undefined : close}
                >
                  <p aria-live="polite" className="text-small text-muted">
                    {shown.sentence}{" "}
                    {visible.ways.size > mostDrawn
                      ? `Only the ${mostDrawn} most frequent ways are drawn; the tables have all. `
                      : ""}
                    {measure === "often"
                      ? "Figures: how often a stage was entered and a way taken."
                      : "Figures: median stay in a stage, and median time from entering one stage to entering the next."}
                  </p>
                  <MapLegend
                    hasExtra={worked.ways.some(({ mark }) => mark === "extra")}
                    hasHandOff={worked.ways.some(({ isHandOff }) => isHandOff)}
                    hasBack={worked.ways.some(({ isBack }) => isBack)}
                    hasUnused={meant.ways.some(({ mark }) => mark === "unused")}
                  />
                </MapCanvas>
              </>
            )}
          </section>
          {process.intended === null || look.isTable ? null : (
            <section aria-labelledby="meant" className="min-w-0 break-inside-avoid">
              <h2 id="meant" className="text-base font-semibold">
                As it was meant
              </h2>
              <p className="mt-0.5 mb-2 text-dense text-muted">
                {process.intended.reading === "order"
                  ? "The workflow’s stages in their order, with how often each way was taken. Stages that fewer than half of the items enter may be passed over."
                  : "The ways drawn in the workflow, with how often each was taken."}
              </p>
              <MapCanvas
                map={meant}
                label={`The workflow as meant: ${meant.stages.length} stages, ${meant.ways.length} ways`}
                lit={meantLit}
                chosen={null}
                onStage={process.stages.some(({ key }) => key.includes(".")) ? undefined : onStage}
                onWay={process.stages.some(({ key }) => key.includes(".")) ? undefined : onWay}
                tallest={520}
              />
            </section>
          )}
        </div>
      </div>
    </div>
  );
}

const counted = (title: string, total: number | undefined) =>
  total === undefined ? (
    title
  ) : (
    <>
      {title} <span className="font-normal text-muted tabular-nums">{count(total)}</span>
    </>
  );

/** A stage, way, variant or deviation that is chosen is on the map even where the sliders would hide it. */
function withChosen(shown: ShownPart, selection: Selection | null, lit: Lit | null): ShownPart {
  if (selection === null || lit === null || selection.of === "following" || selection.of === "returned") return shown;
  // Of a stage its ways are too many; those that are shown anyway are enough.
  const ways = selection.of === "way" || selection.of === "variant" || selection.of === "deviation" ? lit.ways : [];
  const ends = [...ways].flatMap((way) => way.split("~"));
  return {
    ...shown,
    stages: new Set([...shown.stages, ...(ways === lit.ways ? lit.stages : [selection.key]), ...ends]),
    ways: new Set([...shown.ways, ...ways]),
  };
}

const byStage = (lit: Lit | null): Lit | null =>
  lit && {
    stages: new Set([...lit.stages].map(stageOf)),
    ways: new Set([...lit.ways].map((way) => wayKey(...(way.split("~").map(stageOf) as [string, string])))),
  };
