/** What people do: come and go by their calendar, pull ready work, are interrupted, take up again what they put aside. */
import { NOTE, PERSON } from "./floor.ts";
import type { Floor } from "./floor.ts";

/** Lets a person's task go on: an interruption before the item. Does nothing while they are away. */
function runClock(floor: Floor, person: number): void {
  if (floor.atWork[person] === 0) return;
  const item = floor.personItem[person]!;
  let length: number;
  if (floor.interrupted[person] === 1) length = floor.interruptionLeft[person]!;
  else if (item >= 0)
    length = (floor.items.left[item]! - Math.max(floor.items.blockAt[item]!, 0)) / floor.plan.people[person]!.capacity;
  else return;
  floor.clockSince[person] = floor.now;
  floor.clockDue[person] = floor.now + length;
  floor.schedule(floor.now + length, PERSON, person);
}

/** Stops the clock and books the time that ran. An event still in the heap no longer matches `clockDue` and is ignored. */
function stopClock(floor: Floor, person: number): void {
  if (floor.clockDue[person]! < 0) return;
  floor.clockDue[person] = -1;
  const elapsed = floor.now - floor.clockSince[person]!;
  const measured = floor.now - Math.max(floor.clockSince[person]!, floor.measuredFrom);
  if (floor.interrupted[person] === 1) {
    floor.interruptionLeft[person] = Math.max(floor.interruptionLeft[person]! - elapsed, 0);
    floor.interruptedTime[person]! += measured;
    return;
  }
  const item = floor.personItem[person]!;
  const done = elapsed * floor.plan.people[person]!.capacity;
  floor.items.left[item] = Math.max(floor.items.left[item]! - done, floor.items.blockAt[item]!, 0);
  floor.items.worked[item]! += elapsed;
  floor.worked[person]! += measured;
}

/**
 * A person's clock rings. Returns the item they have finished or that got blocked under their hands, −1 where they only came
 * out of an interruption or the event is stale.
 */
export function personRings(floor: Floor, person: number): number {
  if (floor.clockDue[person] !== floor.now) return -1;
  stopClock(floor, person);
  if (floor.interrupted[person] === 1) {
    floor.interrupted[person] = 0;
    floor.note(NOTE.resumed, person, -1);
    freeForNext(floor, person);
    return -1;
  }
  const item = floor.personItem[person]!;
  // Rounding must not leave a crumb of work for another round.
  floor.items.left[item] = Math.max(floor.items.blockAt[item]!, 0);
  floor.personItem[person] = -1;
  freeForNext(floor, person);
  return item;
}

/** A waiting interruption first, then the item put aside, then whatever is ready. */
function freeForNext(floor: Floor, person: number): void {
  const { team } = floor.plan.people[person]!;
  const waiting = floor.waitingInterruptions[team]!.shift();
  if (waiting !== undefined) {
    interrupt(floor, person, waiting);
    return;
  }
  if (floor.personItem[person]! >= 0) {
    runClock(floor, person);
    return;
  }
  floor.idleSince[person] = floor.now;
  floor.idle[team]!++;
  floor.markDirty(team);
}

function interrupt(floor: Floor, person: number, length: number): void {
  floor.interrupted[person] = 1;
  floor.interruptionLeft[person] = length;
  floor.note(NOTE.interrupted, person, -1);
  runClock(floor, person);
}

/** Unplanned work hits a team: somebody idle, else whoever took up their work last, else it waits for the next who comes free. */
export function interruptTeam(floor: Floor, team: number, length: number): void {
  const { firstPerson, people } = floor.plan.teams[team]!;
  let chosen = -1;
  for (let person = firstPerson; person < firstPerson + people; person++) {
    if (floor.atWork[person] === 0 || floor.interrupted[person] === 1) continue;
    if (floor.personItem[person]! < 0) {
      chosen = person;
      break;
    }
    if (chosen < 0 || floor.clockSince[person]! > floor.clockSince[chosen]!) chosen = person;
  }
  if (chosen < 0) {
    floor.waitingInterruptions[team]!.push(length);
    return;
  }
  if (floor.personItem[chosen]! < 0) floor.idle[team]!--;
  stopClock(floor, chosen);
  interrupt(floor, chosen, length);
}

/** Somebody without a calendar is at work from the first instant on. */
export function beginAlways(floor: Floor, person: number): void {
  floor.atWork[person] = 1;
  floor.idle[floor.plan.people[person]!.team]!++;
}

export function beginShift(floor: Floor, person: number): void {
  floor.atWork[person] = 1;
  floor.shiftSince[person] = floor.now;
  floor.note(NOTE.shiftBegan, person, -1);
  if (floor.interrupted[person] === 1) runClock(floor, person);
  else freeForNext(floor, person);
}

export function endShift(floor: Floor, person: number): void {
  stopClock(floor, person);
  if (floor.personItem[person]! < 0 && floor.interrupted[person] === 0) floor.idle[floor.plan.people[person]!.team]!--;
  floor.atWork[person] = 0;
  floor.shiftTime[person]! += floor.now - Math.max(floor.shiftSince[person]!, floor.measuredFrom);
  floor.note(NOTE.shiftEnded, person, -1);
}

/** Gives ready work of a team to its idle people, until one or the other runs out. */
export function pullWork(floor: Floor, team: number): void {
  const { stages, byOrder } = floor.plan.teams[team]!;
  while (floor.idle[team]! > 0) {
    let best = -1;
    let who = -1;
    for (let i = 0; i < stages.length; i++) {
      const stage = stages[i]!;
      const ready = floor.ready[stage]!;
      if (ready.size === 0 || (best >= 0 && ready.firstKey >= floor.ready[best]!.firstKey)) continue;
      const person = idlePerson(floor, team, floor.plan.stages[stage]!.skill);
      if (person < 0) continue;
      best = stage;
      who = person;
      if (!byOrder) break;
    }
    if (best < 0) return;
    startWork(floor, who, floor.ready[best]!.pop(), best);
  }
}

/** Whoever with the skill has been idle longest; −1 if nobody. */
function idlePerson(floor: Floor, team: number, skill: number): number {
  const { firstPerson, people } = floor.plan.teams[team]!;
  let chosen = -1;
  for (let person = firstPerson; person < firstPerson + people; person++) {
    if (floor.atWork[person] === 0 || floor.personItem[person]! >= 0 || floor.interrupted[person] === 1) continue;
    if ((skill & ~floor.plan.people[person]!.skills) !== 0) continue;
    if (chosen < 0 || floor.idleSince[person]! < floor.idleSince[chosen]!) chosen = person;
  }
  return chosen;
}

function startWork(floor: Floor, person: number, item: number, stage: number): void {
  floor.personItem[person] = item;
  floor.idle[floor.plan.people[person]!.team]!--;
  const readyAt = floor.items.readyAt[item]!;
  if (readyAt >= 0) {
    floor.items.readyAt[item] = -1;
    const waited = floor.now - readyAt;
    floor.starts[stage]!++;
    floor.waited[stage]! += waited;
    floor.watcher.started?.(stage, waited, floor.now);
  }
  runClock(floor, person);
}
