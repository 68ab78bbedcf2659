import { samplePoisson } from "../../numbers/poisson.ts";
import { DAY, MINUTE, weekday } from "../../time/civil-date.ts";
import { addWorkingTime, isWorkingInstant, nextWorkingInstant, workingTimeBetween } from "../../time/working-time.ts";
import { instantAt, localTime } from "../../time/zone-offsets.ts";
import type { FormPlan, OrganizationPlan } from "./content.ts";
import type { Composer } from "./compose-work.ts";
import type { Directory } from "./directory.ts";
import { between } from "./fill-words.ts";
import type { Intake } from "./intake.ts";
import { missing } from "./ledger.ts";
import type { ToldItem } from "./told.ts";
import type { WorkFloor, Workplace } from "./work-floor.ts";

/** How much of a week's work arrives on each of its days. */
const ofTheWeek = [1.25, 1.1, 1, 1, 0.95, 0.14, 0.1];
const wholeWeek = ofTheWeek.reduce((sum, part) => sum + part, 0);
const holidayPart = 0.15;
/** Requests through forms, of all that arrives; what cannot wait is told by telephone. */
const formShare = 0.62;
const declinedPart = 0.1;
const doubledShare = 0.03;

/** Lets work arrive on every day of the weeks before now: more on Mondays, little at weekends and on holidays. */
export function planArrivals(
  workplace: Workplace,
  floor: WorkFloor,
  intake: Intake,
  composer: Composer,
  directory: Directory,
  startedAt: number,
): void {
  const { plan, agenda, ledger, random } = workplace;
  for (const workflow of plan.workflows) {
    const told = directory.workflows.get(workflow.key) ?? missing();
    const calendar = ledger.calendar(told.teamId);
    const form = formOf(plan, workflow.key);
    const chance = random.substream(`arrivals ${workflow.key}`);
    const firstDay = Math.floor(localTime(calendar.zone, startedAt) / DAY);
    const lastDay = Math.floor(localTime(calendar.zone, agenda.until) / DAY);
    for (let day = firstDay; day <= lastDay; day += 1) {
      const midnight = instantAt(calendar.zone, day * DAY);
      const isOff = weekday(day) < 5 && workingTimeBetween(calendar, midnight, midnight + DAY) === 0;
      const part = ((ofTheWeek[weekday(day)] ?? 1) / wholeWeek) * (isOff ? holidayPart : 1);
      const own = chance.substream(day);
      for (let left = samplePoisson(own, workflow.perWeek * part); left > 0; left -= 1) {
        const at = instantAt(calendar.zone, day * DAY + between(own, [6.5, 19]) * 60 * MINUTE);
        const its = own.substream(left);
        if (at < startedAt) continue;
        agenda.at(at, (now) => {
          const composed = composer.compose(workflow, its, calendar, now);
          if (composed.classOfService !== "expedite" && its.nextUniform() < formShare)
            return intake.byForm(form, told, composed, its, now);
          const heard = isWorkingInstant(calendar, now) ? now : addWorkingTime(calendar, now, 9 * MINUTE);
          agenda.at(heard, (then) => {
            const item = intake.byHand(told, composed, its, then);
            if (its.nextUniform() >= doubledShare) return;
            const later = addWorkingTime(calendar, then, between(its, [20, 200]) * MINUTE);
            agenda.at(later, (again) => {
              const double = intake.byHand(told, { ...composed, title: composed.otherTitle }, its, again);
              planMerging(workplace, floor, item, double, again);
            });
          });
        });
      }
      for (let left = samplePoisson(own, workflow.perWeek * part * declinedPart); left > 0; left -= 1) {
        const at = instantAt(calendar.zone, day * DAY + between(own, [7, 21]) * 60 * MINUTE);
        if (at >= startedAt) agenda.at(at, (now) => intake.declined(form, own.substream(`no ${left}`), now));
      }
    }
  }
}

/** Someone finds that it is written down already: the second one is put away, with a link to the first. */
function planMerging(
  { agenda, ledger, crews, random }: Workplace,
  floor: WorkFloor,
  first: ToldItem,
  double: ToldItem,
  at: number,
): void {
  const calendar = ledger.calendar(double.stage.teamId);
  agenda.at(addWorkingTime(calendar, at, 2 * MINUTE), (then) => {
    const job = floor.jobs.find((one) => one.item === double);
    if (!job || double.stage.kind !== "queue") return;
    const by = crews.someone(double.stage.teamId, random);
    floor.leaveQueue(job);
    ledger.link(double, first, "duplicates", then, by);
    ledger.comment(double, `We have this already as ${first.key}; going on there.`, then, by);
    ledger.archive(double, then, by);
  });
}

/** On Monday mornings whoever leads a team puts one thing on top of its queue. */
export function planRankings(
  { agenda, ledger, random }: Workplace,
  floor: WorkFloor,
  directory: Directory,
  startedAt: number,
): void {
  for (const { teamId, members } of directory.teams.values()) {
    const lead = members.find((member) => member.isLead && member.personId !== directory.caller.personId);
    const calendar = ledger.calendar(teamId);
    const monday = Math.floor(localTime(calendar.zone, startedAt) / DAY) + 7;
    const first = monday - weekday(monday);
    for (let week = 0; week < 20; week += 1) {
      const morning = instantAt(calendar.zone, (first + 7 * week) * DAY);
      agenda.at(addWorkingTime(calendar, nextWorkingInstant(calendar, morning), 25 * MINUTE), (at) => {
        const queue = floor.queueOf(teamId).filter((job) => !job.stays && job.item.offer === null);
        const job = queue[random.nextInt(Math.max(1, queue.length))];
        if (job && lead) ledger.rankFirst(job.item, at, lead.personId);
      });
    }
  }
}

/** The form whose requests become items of a workflow. */
export const formOf = (plan: OrganizationPlan, workflow: string): FormPlan =>
  plan.forms.find((form) => form.workflow === workflow) ?? missing();
