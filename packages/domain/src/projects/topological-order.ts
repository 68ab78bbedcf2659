/**
 * An order of activities in which every link points forward, kept up to date as links come.
 * D. Pearce and P. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", ACM Journal of
 * Experimental Algorithmics 11 (2006): a new link costs only the stretch of the order that it turns round.
 */
import type { LinkTable } from "./link-table.ts";

export class TopologicalOrder {
  /** Node at each place, and place of each node. */
  readonly nodes: number[] = [];
  readonly places: number[] = [];
  readonly #links: LinkTable;

  constructor(links: LinkTable) {
    this.#links = links;
  }

  /** Adds a node without links, last in the order. */
  addNode(): number {
    const node = this.nodes.length;
    this.nodes.push(node);
    this.places.push(node);
    return node;
  }

  /**
   * Orders all nodes from scratch: O(nodes + links). Gives a ring of nodes, the first again at the end, when there is
   * one; the order is then of no use.
   */
  build(): number[] | undefined {
    const { into, out, to } = this.#links;
    const count = this.nodes.length;
    const waiting = Int32Array.from(into, (rows) => rows.length);
    let filled = 0;
    for (let node = 0; node < count; node++) if (waiting[node] === 0) this.nodes[filled++] = node;
    for (let place = 0; place < filled; place++) {
      for (const row of out[this.nodes[place]!]!) if (--waiting[to[row]!]! === 0) this.nodes[filled++] = to[row]!;
    }
    if (filled < count) return this.#ring(waiting);
    for (let place = 0; place < filled; place++) this.places[this.nodes[place]!] = place;
    return undefined;
  }

  /**
   * Makes room for a link that is about to be added. When it would close a ring, changes nothing and gives the ring,
   * its first node again at the end.
   */
  admit(from: number, to: number): number[] | undefined {
    if (from === to) return [from, from];
    const low = this.places[to]!;
    const high = this.places[from]!;
    if (low > high) return undefined;
    const { into, out, from: source, to: target } = this.#links;
    const parent = new Map<number, number>([[to, -1]]);
    const ahead = reach(to, parent, (node) =>
      out[node]!.map((row) => target[row]!).filter((next) => this.places[next]! <= high),
    );
    if (parent.has(from)) {
      const ring = [from];
      for (let node = from; node !== to;) {
        node = parent.get(node)!;
        ring.push(node);
      }
      return [...ring, from].toReversed();
    }
    const behind = reach(from, new Map([[from, -1]]), (node) =>
      into[node]!.map((row) => source[row]!).filter((before) => this.places[before]! >= low),
    );
    const byPlace = (a: number, b: number) => this.places[a]! - this.places[b]!;
    const moved = [...behind.sort(byPlace), ...ahead.sort(byPlace)];
    const freed = moved.map((node) => this.places[node]!).sort((a, b) => a - b);
    for (const [i, node] of moved.entries()) {
      this.places[node] = freed[i]!;
      this.nodes[freed[i]!] = node;
    }
    return undefined;
  }

  /** Walks back from a node that never came free until a node repeats. */
  #ring(waiting: Int32Array): number[] {
    const { into, from } = this.#links;
    let node = waiting.findIndex((left) => left > 0);
    const seen = new Set<number>();
    while (!seen.has(node)) {
      seen.add(node);
      node = from[into[node]!.find((row) => waiting[from[row]!]! > 0)!]!;
    }
    const path = [...seen];
    return [...path.slice(path.indexOf(node)), node].toReversed();
  }
}

/** All nodes that can be reached from `start`, which is among them; `parent` learns by which one. */
function reach(start: number, parent: Map<number, number>, next: (node: number) => number[]): number[] {
  const found = [start];
  for (const node of found) {
    for (const other of next(node)) {
      if (parent.has(other)) continue;
      parent.set(other, node);
      found.push(other);
    }
  }
  return found;
}
