/** The numbers content is held to, kept as data so that they are in one place and can be read without code. */
import { z } from "zod";
import { DOMAINS } from "./schemas/vocabulary.ts";

const counts = z.strictObject({
  lessons: z.int(),
  lessonsWithWidget: z.int(),
  widgets: z.int(),
  terms: z.int(),
  practice: z.int(),
  exam: z.int(),
  families: z.int(),
  scenarios: z.int(),
  /** Every topic has lessons, practice and exam questions, for each audience. */
  everyTopicServed: z.boolean(),
  everyPlannedLesson: z.boolean(),
});

const share = z.number().min(0).max(1);
const between = z.tuple([share, share]);

export const requirements = z.strictObject({
  about: z.string(),
  required: counts,
  final: counts,
  examShare: z.strictObject({
    ...(Object.fromEntries(DOMAINS.map((d) => [d, z.number()])) as Record<(typeof DOMAINS)[number], z.ZodNumber>),
    withinPoints: z.number(),
  }),
  higherLevelsShare: share,
  lessonWords: z.strictObject({ from: z.int(), to: z.int() }),
  readingGrade: z.strictObject({ lesson: z.number(), question: z.number(), questionMeanPerDomain: z.number() }),
  keyPosition: z.strictObject({ fromQuestions: z.int(), share: between }),
  keyLongestShare: share,
  keyLongerThanLongestWrong: z.strictObject({ fromCharacters: z.int(), times: z.number() }),
  families: z.strictObject({
    seeds: z.int(),
    refusedShare: share,
    differentStems: z.int(),
    mostKeysAtOnePlace: share,
  }),
  nearDuplicates: z.strictObject({
    shingleWords: z.int(),
    leastShingles: z.int(),
    examInTeaching: share,
    optionInTeaching: share,
    withinExam: share,
    withinPractice: share,
    withinFamilies: share,
  }),
});
export type Requirements = z.infer<typeof requirements>;
