import type { ReactNode } from "react";
import type { ProcessAnswer, ProcessModel } from "./process-query.ts";

const words = {
  sequence: "one after the other",
  choice: "one of",
  parallel: "all of, in any order",
  loop: "again and again",
} as const;

/** The model's tree read as people read an outline. */
export function ModelOutline({ model, process }: { model: ProcessModel; process: ProcessAnswer }) {
  const nameOf = new Map(process.stages.map((stage) => [stage.key, stage.name]));
  const isSilent = (at: number | undefined) => at !== undefined && model.nodes[at]?.kind === "silent";
  const branch = (at: number, before: string): ReactNode => {
    const node = model.nodes[at];
    if (!node) return null;
    const { kind, children } = node;
    const said = (text: string) => (before === "" ? text : `${before} ${text}`);
    if (kind === "activity" || kind === "silent")
      return (
        <li key={at}>
          {before === "" ? null : <span className="text-muted">{before} </span>}
          {kind === "silent" ? (
            <span className="text-muted">nothing</span>
          ) : (
            <span className="font-medium">{nameOf.get(node.stage ?? "") ?? "a stage"}</span>
          )}
        </li>
      );
    const spoken = children.filter((child) => !isSilent(child));
    const [only] = spoken;
    // Something or nothing, and something once or more, are said in a word before it.
    if (kind === "choice" && spoken.length === 1 && only !== undefined) return branch(only, said("perhaps"));
    if (kind === "loop" && children.length === 2 && isSilent(children[1]) && only !== undefined)
      return branch(only, said("once or more:"));
    const isOptional = kind === "choice" && spoken.length < children.length;
    return (
      <li key={at} className="min-w-0">
        <span className="text-muted">{said(isOptional ? "perhaps one of" : words[kind])}</span>
        <ul className="ms-1.5 border-s border-rule ps-3">
          {(isOptional ? spoken : children).map((child, place) =>
            branch(child, kind === "loop" && place > 0 ? "before it begins again:" : ""),
          )}
        </ul>
      </li>
    );
  };
  return (
    <section aria-labelledby="model-outline" className="overflow-x-auto text-dense scroll-thin">
      <h3 id="model-outline" className="mb-1 font-medium">
        What may happen
      </h3>
      <ul>{branch(0, "")}</ul>
    </section>
  );
}
