import type { Job } from "./job.ts";
import type { Workplace } from "./work-floor.ts";

/** What is written down while a job is worked on: remarks, ticks of its checklist, a colleague who helps. */
export function speakWhileWorking(
  job: Job,
  { ledger, crews }: Workplace,
  /** Lets something happen after a part of the work in this stage. */
  after: (part: number, act: (at: number) => void) => void,
): void {
  const { random, item } = job;
  const chance = (share: number) => random.nextUniform() < share;
  const say = (words: string | undefined) => (at: number) => {
    const author = job.worker?.personId;
    if (words !== undefined && author !== undefined) ledger.comment(item, words, at, author);
  };
  const isLast = job.route[job.place + 1]?.kind === "done";
  if (!isLast && chance(0.4)) after(0.3 + 0.4 * random.nextUniform(), say(job.notes[0]));
  if (isLast && chance(0.55)) after(0.97, say(job.notes[1]));
  if (chance(0.1)) after(0.1 + 0.7 * random.nextUniform(), say(job.remark));
  if (chance(0.07)) {
    after(0.25, (at) => {
      const helper = crews.someone(item.stage.teamId, random, job.worker?.personId);
      const { personId } = job.worker ?? { personId: helper };
      if (!item.contributorIds.includes(helper))
        ledger.change(item, { contributorIds: [...item.contributorIds, helper].toSorted() }, at, personId);
    });
  }
  if (chance(0.06)) {
    after(0.2, (at) => {
      const alike = ledger.items.findLast(
        (other) => other !== item && other.workflow === item.workflow && sharesField(item, other),
      );
      if (alike && job.worker && !ledger.areLinked(item, alike))
        ledger.link(item, alike, "relates", at, job.worker.personId);
    });
  }
  tick(job, isLast, after, (at, done) => {
    const author = job.worker?.personId;
    if (author !== undefined) ledger.change(item, { checklist: done }, at, author);
  });
}

/** The same ship or the same site. */
const sharesField = (a: Job["item"], b: Job["item"]): boolean =>
  a.createdAt > b.createdAt && Object.entries(a.fields).some(([id, value]) => b.fields[id] === value);

/** A line after the other; in the last stage all that are left. */
function tick(
  job: Job,
  isLast: boolean,
  after: (part: number, act: (at: number) => void) => void,
  write: (at: number, checklist: Job["item"]["checklist"]) => void,
): void {
  const open = job.item.checklist.filter((line) => !line.done).length;
  const now = isLast ? open : Math.min(open, 1 + job.random.nextInt(2));
  for (let count = 1; count <= now; count += 1) {
    after((0.95 * count) / (now + 1), (at) => {
      const place = job.item.checklist.findIndex((line) => !line.done);
      if (place === -1) return;
      const done = job.item.checklist.map((line, index) => (index === place ? { ...line, done: true } : line));
      write(at, done);
    });
  }
}
