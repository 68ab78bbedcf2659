import { RefusedInput } from "../numbers/refused-input.ts";
import type { PetriNet, Transition } from "./petri-net.ts";
import type { ProcessTree } from "./process-tree.ts";

/**
 * The workflow net with the language of a process tree (Leemans 2017, section 2.2.6). It is sound and at most one token
 * is ever in a place. A silent step stands only where a choice, a parallel or a loop needs one.
 */
export function treeToNet(tree: ProcessTree): PetriNet {
  const transitions: Transition[] = [];
  let places = 2;
  const build = (node: ProcessTree, from: number, to: number): void => {
    if (node.kind === "activity" || node.kind === "silent") {
      transitions.push({ activity: node.kind === "activity" ? node.activity : undefined, from: [from], to: [to] });
      return;
    }
    const { children } = node;
    if (children.length === 0) throw new RefusedInput("empty_tree", `A ${node.kind} of a process tree needs children.`);
    if (node.kind === "sequence") {
      let at = from;
      for (const [i, child] of children.entries()) {
        const next = i === children.length - 1 ? to : places++;
        build(child, at, next);
        at = next;
      }
    } else if (node.kind === "choice") {
      for (const child of children) build(child, from, to);
    } else if (node.kind === "parallel") {
      const ins = children.map(() => places++);
      const outs = children.map(() => places++);
      transitions.push({ activity: undefined, from: [from], to: ins });
      for (const [i, child] of children.entries()) build(child, ins[i]!, outs[i]!);
      transitions.push({ activity: undefined, from: outs, to: [to] });
    } else {
      // Own places at both ends, so that a loop inside a choice cannot be left by another branch.
      const start = places++;
      const end = places++;
      transitions.push({ activity: undefined, from: [from], to: [start] });
      build(children[0]!, start, end);
      for (const redo of children.slice(1)) build(redo, end, start);
      transitions.push({ activity: undefined, from: [end], to: [to] });
    }
  };
  build(tree, 0, 1);
  return { places, source: 0, sink: 1, transitions };
}
