/** Which kind of work is pulled next when the one furthest behind its share of the hours so far goes first. */
import type { Generator } from "./family.ts";
import { apart, between, firstFair, sum, tenth } from "./fair-draw.ts";
import { shuffle } from "../../numbers/random.ts";

const KINDS = ["requests", "upkeep", "improvement", "learning"];

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const shares = [between(again, 40, 60, 5), between(again, 15, 25, 5), between(again, 10, 20, 5)];
      const rest = 100 - sum(shares);
      if (rest < 5 || rest > 20) return undefined;
      const rows = shuffle(again, [...KINDS]).map((kind, i) => ({
        kind,
        share: [...shares, rest][i] ?? 0,
        hours: 0,
      }));
      const hours = between(again, 120, 300, 20);
      for (const row of rows)
        row.hours = Math.max(0, Math.round((row.share * hours) / 100) + between(again, -18, 18, 2));
      const all = sum(rows.map((row) => row.hours));
      const behind = rows.map((row) => ({ ...row, gap: (row.share * all) / 100 - row.hours }));
      const [next, second] = behind.toSorted((a, b) => b.gap - a.gap);
      if (
        !next ||
        !second ||
        next.gap < second.gap + 2 ||
        !apart(
          behind.map((row) => row.hours),
          0.5,
        )
      )
        return undefined;
      const fewest = Math.min(...behind.map((row) => row.hours));
      // Half of the draws have a key other than the kind with the fewest hours.
      if (next.hours === fewest && again.nextInt(2) === 0) return undefined;
      const largest = Math.max(...behind.map((row) => row.share));
      return {
        given: { kinds: rows.map((row) => ({ ...row })) },
        working: { all, due: tenth((next.share * all) / 100), gap: tenth(next.gap) },
        answer: next.kind,
        wrong: behind
          .filter((row) => row.kind !== next.kind)
          .map((row) => ({
            mistake:
              row.share === largest
                ? "largest-share"
                : row.hours === fewest
                  ? "fewest-hours"
                  : row.gap > 0
                    ? "less-behind"
                    : "ahead-of-its-share",
            answer: row.kind,
          })),
      };
    },
    "one kind clearly furthest behind",
  );
