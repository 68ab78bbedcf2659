/** Whether a candidate who knows nothing could profit from where keys stand, how long they are, or how easy the bank is. */
import { flatQuestions, type FlatQuestion } from "./flat-questions.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./read-content.ts";

type Single = FlatQuestion & { question: Extract<FlatQuestion["question"], { kind: "single" }> };

export interface Balance {
  domain: string;
  /** Keys at first, second … place among single questions with four options. */
  places: number[];
  /** Share of single questions whose key is longer than every wrong option. */
  longest: number;
  singles: number;
}

export function checkKeyBalance(content: Content): { problems: Problem[]; balance: Balance[] } {
  const rule = content.requirements;
  const problems: Problem[] = [];
  const singles = flatQuestions(content.exam).filter((q): q is Single => q.question.kind === "single");
  const balance = content.map.domains.map(({ id: domain }) => {
    const own = singles.filter((q) => q.topic.startsWith(`${domain}/`));
    const four = own.filter((q) => q.question.options.length === 4);
    const places = [0, 1, 2, 3].map((place) => four.filter((q) => q.question.options[place]?.correct).length);
    const longest = own.filter(keyIsLongest).length / (own.length || 1);
    const file = `exam/${domain}`;
    if (four.length >= rule.keyPosition.fromQuestions) {
      const [low, high] = rule.keyPosition.share;
      for (const [place, keys] of places.entries()) {
        const share = keys / four.length;
        if (share < low || share > high) {
          problems.push({
            file,
            id: "",
            says: `${keys} of ${four.length} keys stand at place ${place + 1}; between ${low} and ${high} of them should`,
          });
        }
      }
      if (longest > rule.keyLongestShare) {
        problems.push({
          file,
          id: "",
          says: `the key is the longest option in ${Math.round(longest * 100)} % of single questions; at most ${rule.keyLongestShare * 100} %`,
        });
      }
    }
    return { domain, places, longest, singles: own.length };
  });
  return { problems, balance };
}

function keyIsLongest({ question }: Single): boolean {
  const key = question.options.find((o) => o.correct)?.text.length ?? 0;
  return question.options.every((o) => o.correct || o.text.length < key);
}
