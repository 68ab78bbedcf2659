/** All checks of content in one run. */
import { countClaims, countContent, checkCounts, type DomainCounts, type Totals } from "./counts.ts";
import { checkCoverage } from "./coverage.ts";
import { checkCrosswalk } from "./crosswalk.ts";
import { checkFamilies, type FamilyRun } from "./families.ts";
import { checkKeyBalance, type Balance } from "./key-balance.ts";
import { checkLessons } from "./lesson-form.ts";
import { checkNearDuplicates, type Nearest } from "./near-duplicates.ts";
import type { Problem } from "./problem.ts";
import { checkQuestionForm } from "./question-form.ts";
import { readContent } from "./read-content.ts";
import { checkReadingLevel } from "./reading-level.ts";
import { checkScenarios } from "./scenarios.ts";

export interface Report {
  problems: Problem[];
  domains: DomainCounts[];
  totals: Totals;
  claims: { opened: number; general: number; corrected: number };
  balance: Balance[];
  nearest: Nearest[];
  runs: FamilyRun[];
}

/** `folder` is the content folder; generators are found beside it under packages/domain. */
export async function checkContent(folder: string): Promise<Report> {
  const { content, problems } = readContent(folder);
  const twins = checkNearDuplicates(content);
  const keys = checkKeyBalance(content);
  const families = await checkFamilies(content.families, content.requirements.families, folder);
  problems.push(
    ...checkCoverage(content),
    ...checkCrosswalk(content),
    ...checkScenarios(content),
    ...checkLessons(content),
    ...checkQuestionForm(content),
    ...checkReadingLevel(content),
    ...twins.problems,
    ...keys.problems,
    ...families.problems,
    ...checkCounts(content),
  );
  return {
    problems,
    ...countContent(content),
    claims: countClaims(content),
    balance: keys.balance,
    nearest: twins.nearest,
    runs: families.runs,
  };
}
