import { expect, test } from "vitest";
import { withIds } from "./choice-ids.ts";

test("choices that exist keep their ids whatever they are called now", () => {
  expect(withIds([{ id: "low", name: "Minor" }])).toEqual([{ id: "low", name: "Minor" }]);
});

test("new choices get readable ids that clash with none", () => {
  const made = withIds([
    { id: "high", name: "Severe" },
    { id: null, name: "High" },
    { id: null, name: "Très élevé" },
    { id: null, name: "高い" },
    { id: null, name: "!!" },
    { id: null, name: "!?" },
  ]);
  expect(made.map((choice) => choice.id)).toEqual(["high", "high-2", "tres-eleve", "高い", "choice", "choice-2"]);
});
