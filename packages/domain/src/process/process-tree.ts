/**
 * A process as a tree of what may happen: every tree is a sound workflow (S. Leemans, "Robust Process Mining with
 * Guarantees", 2022). `loop` does its first child, then any number of times one of the others and the first again.
 */
export type ProcessTree =
  | { readonly kind: "activity"; readonly activity: number }
  | { readonly kind: "silent" }
  | { readonly kind: "sequence" | "choice" | "parallel" | "loop"; readonly children: readonly ProcessTree[] };

export const SILENT: ProcessTree = { kind: "silent" };

const SIGNS = { sequence: "→", choice: "×", parallel: "∧", loop: "↺" } as const;

/** The tree as text: →(register, ×(τ, review), ∧(pay, pack)). */
export function writeTree(tree: ProcessTree, activities: readonly string[]): string {
  if (tree.kind === "silent") return "τ";
  if (tree.kind === "activity") return activities[tree.activity] ?? `#${tree.activity}`;
  return `${SIGNS[tree.kind]}(${tree.children.map((child) => writeTree(child, activities)).join(", ")})`;
}

/** The same language with fewer nodes: nested sequences, choices and parallels joined, single children lifted, one way to do nothing per choice. */
export function foldTree(tree: ProcessTree): ProcessTree {
  if (tree.kind === "activity" || tree.kind === "silent") return tree;
  let children = tree.children.map(foldTree);
  if (tree.kind === "loop") {
    // A redo that is a choice is the same as several redos.
    const [body, ...redos] = children;
    children = [body!, ...redos.flatMap((redo) => (redo.kind === "choice" ? redo.children : [redo]))];
    return { kind: "loop", children };
  }
  const { kind } = tree;
  children = children.flatMap((child) => (child.kind === kind ? child.children : [child]));
  if (kind !== "choice") children = children.filter((child) => child.kind !== "silent");
  else {
    const silent = children.findIndex((child) => child.kind === "silent");
    children = children.filter((child, i) => child.kind !== "silent" || i === silent);
  }
  if (children.length === 0) return SILENT;
  return children.length === 1 ? children[0]! : { kind, children };
}
