/** How items move: enter, become ready, are blocked, offered, answered, moved on, finished; and how room that comes free is used. */
import { ANSWER, CHANCE, NOTE, RESTED, UNBLOCKED } from "./floor.ts";
import { addWorkingTime } from "../time/working-time.ts";
import { ACTIVE, DONE } from "./plan.ts";
import type { Floor } from "./floor.ts";
import type { TeamPlan } from "./plan.ts";

/** Far above any simulated span, so that a rank outweighs every time; 31 years. */
const RANK = 1e12;

function hasRoom(floor: Floor, stage: number): boolean {
  return floor.wip[stage]! + floor.kept[stage]! < floor.plan.stages[stage]!.limit;
}

/** Work arrives by a channel at its first stage, waits outside or is turned away. */
export function arrive(floor: Floor, channel: number): void {
  const plan = floor.plan.channels[channel]!;
  const { items } = floor;
  const item = items.take();
  items.channel[item] = channel;
  items.serial[item] = floor.arrived[channel]!++;
  items.arrivedAt[item] = floor.now;
  const shares = plan.classUpTo;
  items.serviceClass[item] = shares.length === 1 ? 0 : pick(shares, floor.drawFor(item, CHANCE.serviceClass)());
  const due = floor.plan.classes[items.serviceClass[item]]!.due;
  items.dueAt[item] = due ? floor.now + due(floor.drawFor(item, CHANCE.due)) : Infinity;
  if (hasRoom(floor, plan.stage)) enter(floor, item, plan.stage);
  else if (plan.turnsAway) {
    floor.turnedAway++;
    floor.note(NOTE.turnedAway, items.serial[item], plan.stage, channel);
    items.release(item);
  } else waitForRoom(floor, item, plan.stage);
}

/** An item comes to be in a stage that has room, or that takes it regardless; it has been there for `spent` of the team's time already. */
export function enter(floor: Floor, item: number, stage: number, spent = 0): void {
  const { items } = floor;
  const plan = floor.plan.stages[stage]!;
  items.stage[item] = stage;
  items.target[item] = -1;
  items.accepted[item] = 0;
  items.visits[item]!++;
  floor.entered[stage]!++;
  floor.note(NOTE.entered, items.serial[item]!, stage, items.channel[item]!);
  if (plan.kind === DONE) {
    finish(floor, item, stage);
    return;
  }
  floor.countWip(stage, 1);
  if (plan.kind === ACTIVE) beginVisit(floor, item, stage, 1, spent);
  else {
    items.rest[item] = plan.rest ? wholeVisit(floor, item, stage, spent).rest : 0;
    beginRest(floor, item);
  }
}

/** Whether this visit is blocked at some point: the same answer whenever it is asked. */
function isBlocked(floor: Floor, item: number, share: number): boolean {
  return share > 0 && floor.drawFor(item, CHANCE.block)() < share;
}

/** Sets what this visit takes (`share` of a whole one) and makes it ready. */
function beginVisit(floor: Floor, item: number, stage: number, share: number, spent = 0): void {
  const { items } = floor;
  const plan = floor.plan.stages[stage]!;
  if (plan.rest || spent > 0) {
    const { effort, rest } = wholeVisit(floor, item, stage, spent);
    items.left[item] = share * effort;
    items.rest[item] = share * rest;
  } else {
    items.left[item] = share * plan.effort(floor.drawFor(item, CHANCE.effort));
    items.rest[item] = 0;
  }
  const stops = items.rest[item]! > 0 || isBlocked(floor, item, plan.blockShare);
  items.blockAt[item] = stops ? items.left[item]! * floor.drawFor(item, CHANCE.blockPlace)() : -1;
  items.readyAt[item] = floor.now;
  items.orderKey[item] = orderKey(floor, item, floor.plan.teams[plan.team]!.order);
  makeReady(floor, item, stage);
}

/** Draws at most, for a visit that has lasted a while, to find one that lasts longer; after them it begins anew. */
const TRIES = 24;

/** Effort and rest of a visit; of one that has lasted `spent` already what is left of one that lasts longer. */
function wholeVisit(floor: Floor, item: number, stage: number, spent: number): { effort: number; rest: number } {
  const plan = floor.plan.stages[stage]!;
  let effort = 0;
  let rest = 0;
  for (let place = CHANCE.effort; place < CHANCE.effort + TRIES; place++) {
    effort = plan.effort(floor.drawFor(item, place));
    rest = plan.rest ? plan.rest(floor.drawFor(item, place)) : 0;
    if (spent <= 0) break;
    const whole = effort + rest;
    if (whole <= spent) continue;
    const left = 1 - spent / whole;
    return { effort: effort * left, rest: rest * left };
  }
  return { effort, rest };
}

/** Lets a visit lie still for its rest, if it has one, then go on. */
function beginRest(floor: Floor, item: number): void {
  const rest = floor.items.rest[item]!;
  if (rest <= 0) {
    rested(floor, item);
    return;
  }
  const { team } = floor.plan.stages[floor.items.stage[item]!]!;
  const calendar = team < 0 ? undefined : floor.plan.teams[team]!.calendar;
  floor.schedule(calendar ? addWorkingTime(calendar, floor.now, rest) : floor.now + rest, RESTED, item);
}

export function rested(floor: Floor, item: number): void {
  const stage = floor.items.stage[item]!;
  floor.items.rest[item] = 0;
  if (floor.plan.stages[stage]!.kind === ACTIVE) makeReady(floor, item, stage);
  else moveOn(floor, item);
}

function makeReady(floor: Floor, item: number, stage: number): void {
  floor.ready[stage]!.push(floor.items.orderKey[item]!, item);
  floor.markDirty(floor.plan.stages[stage]!.team);
}

function orderKey(floor: Floor, item: number, order: TeamPlan["order"]): number {
  const { items, plan } = floor;
  const serviceClass = plan.classes[items.serviceClass[item]!]!;
  switch (order) {
    case "first_in":
      return floor.now;
    case "oldest":
      return items.arrivedAt[item]!;
    case "class":
      return serviceClass.rank * RANK + floor.now - floor.from;
    case "due":
      return items.dueAt[item]!;
    case "cost_of_delay":
      return serviceClass.costRank * RANK + floor.now - floor.from;
  }
}

/** A person's work on an item stopped by itself: it is done, or blocked. */
export function workStopped(floor: Floor, item: number): void {
  const { items } = floor;
  const stage = items.stage[item]!;
  if (items.blockAt[item]! < 0) {
    moveOn(floor, item);
    return;
  }
  items.blockAt[item] = -1;
  if (!isBlocked(floor, item, floor.plan.stages[stage]!.blockShare)) {
    beginRest(floor, item);
    return;
  }
  items.heldSince[item] = floor.now;
  floor.note(NOTE.blocked, items.serial[item]!, stage, items.channel[item]!);
  const wait = floor.plan.stages[stage]!.blockWait(floor.drawFor(item, CHANCE.blockWait));
  floor.schedule(floor.now + wait, UNBLOCKED, item);
}

export function unblock(floor: Floor, item: number): void {
  const stage = floor.items.stage[item]!;
  floor.items.blocked[item]! += floor.now - floor.items.heldSince[item]!;
  floor.note(NOTE.unblocked, floor.items.serial[item]!, stage, floor.items.channel[item]!);
  beginRest(floor, item);
}

/** Sends an item that is done with its stage to the next one, or lets it wait for room there. */
function moveOn(floor: Floor, item: number): void {
  const stage = floor.items.stage[item]!;
  const { next, nextUpTo } = floor.plan.stages[stage]!;
  // What was declined is offered to the same stage again.
  let to = floor.items.target[item]!;
  if (to < 0) to = next.length === 1 ? next[0]! : next[pick(nextUpTo, floor.drawFor(item, CHANCE.way)())]!;
  // Work that comes back is let in regardless: two full stages that wait for each other would wait for ever.
  if (to <= stage || hasRoom(floor, to) || (isOffered(floor, item, to) && !floor.plan.stages[to]!.keepsPlace))
    go(floor, item, to);
  else waitForRoom(floor, item, to);
}

/** Whether going there means offering it to the other team first. */
function isOffered(floor: Floor, item: number, to: number): boolean {
  const target = floor.plan.stages[to]!;
  return (
    target.acceptance !== undefined &&
    target.team >= 0 &&
    target.team !== floor.plan.stages[floor.items.stage[item]!]!.team &&
    floor.items.accepted[item] === 0
  );
}

function waitForRoom(floor: Floor, item: number, stage: number): void {
  floor.items.target[item] = stage;
  const team = floor.plan.stages[stage]!.team;
  floor.entrants[stage]!.push(team < 0 ? floor.now : orderKey(floor, item, floor.plan.teams[team]!.order), item);
}

function go(floor: Floor, item: number, to: number): void {
  const { items, plan } = floor;
  if (items.accepted[item] === 1) {
    takeUp(floor, item, to);
    return;
  }
  if (!isOffered(floor, item, to)) {
    leave(floor, item);
    enter(floor, item, to);
    return;
  }
  const target = plan.stages[to]!;
  items.target[item] = to;
  items.heldSince[item] = floor.now;
  if (target.keepsPlace) floor.kept[to]!++;
  floor.note(NOTE.offered, items.serial[item]!, to, items.channel[item]!);
  floor.schedule(floor.now + target.acceptance!(floor.drawFor(item, CHANCE.offerWait)), ANSWER, item);
}

export function answerOffer(floor: Floor, item: number): void {
  const { items } = floor;
  const to = items.target[item]!;
  const from = items.stage[item]!;
  const target = floor.plan.stages[to]!;
  if (target.keepsPlace) floor.kept[to]!--;
  if (target.declined === 0 || floor.drawFor(item, CHANCE.answer)() >= target.declined) {
    if (target.keepsPlace || to <= from || hasRoom(floor, to)) takeUp(floor, item, to);
    else {
      items.accepted[item] = 1;
      waitForRoom(floor, item, to);
    }
    return;
  }
  items.offered[item]! += floor.now - items.heldSince[item]!;
  floor.note(NOTE.declined, items.serial[item]!, to, items.channel[item]!);
  items.visits[item]!++;
  floor.freedStages.push(to);
  if (floor.plan.stages[from]!.kind === ACTIVE) beginVisit(floor, item, from, target.redo);
  else moveOn(floor, item);
}

/** An offer is accepted: the giver lets go of it. */
function takeUp(floor: Floor, item: number, to: number): void {
  const { items } = floor;
  items.offered[item]! += floor.now - items.heldSince[item]!;
  floor.note(NOTE.accepted, items.serial[item]!, to, items.channel[item]!);
  leave(floor, item);
  enter(floor, item, to);
}

function leave(floor: Floor, item: number): void {
  const stage = floor.items.stage[item]!;
  floor.countWip(stage, -1);
  floor.freedStages.push(stage);
}

/** Lets waiting items into a stage that may have room. */
export function admit(floor: Floor, stage: number): void {
  const waiting = floor.entrants[stage]!;
  while (waiting.size > 0 && hasRoom(floor, stage)) {
    const item = waiting.pop();
    if (floor.items.stage[item]! < 0) enter(floor, item, stage);
    else go(floor, item, stage);
  }
}

function finish(floor: Floor, item: number, stage: number): void {
  const { items, finished } = floor;
  const arrivedAt = items.arrivedAt[item]!;
  if (arrivedAt >= floor.reportedFrom) {
    const place = finished.next();
    finished.channel[place] = items.channel[item]!;
    finished.serviceClass[place] = items.serviceClass[item]!;
    finished.stage[place] = stage;
    finished.arrivedAt[place] = arrivedAt;
    finished.finishedAt[place] = floor.now;
    finished.dueAt[place] = items.dueAt[item]!;
    finished.worked[place] = items.worked[item]!;
    finished.blocked[place] = items.blocked[item]!;
    finished.offered[place] = items.offered[item]!;
    floor.watcher.finished?.(floor.now - arrivedAt, floor.now);
  }
  items.release(item);
}

function pick(upTo: Float64Array, u: number): number {
  let at = 0;
  while (upTo[at]! <= u) at++;
  return at;
}
