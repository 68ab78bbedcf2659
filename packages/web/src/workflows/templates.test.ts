import { designFaults } from "@throughline/domain/workflow/design";
import { expect, test } from "vitest";
import { templates } from "./templates.ts";

test("every template is a workflow that can be used, and the names of what follows are its own", () => {
  expect(templates.length).toBeGreaterThanOrEqual(4);
  for (const template of templates) {
    let made = 0;
    const stages = template.stages({ first: "desk", second: "net" }, () => `stage-${(made += 1)}`);
    expect(designFaults(stages), template.name).toEqual([]);
    expect(new Set(stages.map((stage) => stage.teamId)).size, template.name).toBe(template.needsSecondTeam ? 2 : 1);
    expect(stages.flatMap((stage) => stage.nextStageIds ?? [])).not.toContain("");
  }
});
