export interface Link {
  readonly from: string;
  readonly to: string;
}

/**
 * The links that lie on a circle: those whose two ends reach each other. Tarjan, "Depth-first search and linear graph
 * algorithms" (1972), without recursion; O(links).
 */
export function linksInCircles<L extends Link>(links: readonly L[]): L[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of links) {
    const list = next.get(from);
    if (list) list.push(to);
    else next.set(from, [to]);
  }
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const circle = new Map<string, number>();
  const open: string[] = [];
  const path: { readonly node: string; at: number }[] = [];
  const enter = (node: string) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    path.push({ node, at: 0 });
  };
  const lower = (node: string, value: number) => low.set(node, Math.min(low.get(node) ?? value, value));
  for (const start of next.keys()) {
    if (order.has(start)) continue;
    enter(start);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const to = next.get(step.node)?.[step.at];
      step.at += 1;
      if (to !== undefined) {
        const seen = order.get(to);
        if (seen === undefined) enter(to);
        else if (!circle.has(to)) lower(step.node, seen);
        continue;
      }
      path.pop();
      const lowest = low.get(step.node) ?? 0;
      const above = path.at(-1);
      if (above) lower(above.node, lowest);
      if (lowest !== order.get(step.node)) continue;
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        circle.set(node, lowest);
        if (node === step.node) break;
      }
    }
  }
  return links.filter(({ from, to }) => circle.get(from) === circle.get(to));
}
