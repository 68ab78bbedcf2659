/** Which kind of stage a source's state is, by its name: where imported states have no stage yet. */

export type StageKind = "queue" | "active" | "done";

const DONE =
  /\b(done|closed?|resolved|complete[d]?|cancell?ed|rejected|declined|final|finished|withdrawn|superseded|archived|released|deployed|shipped|implemented|duplicate|fixed|abandoned|delivered|won'?t (?:do|fix)|unmatched|solved|obsolete)\b/i;
const QUEUE =
  /\b(new|open|backlog|to ?do|queued?|wait|waiting|pending|on hold|hold|awaiting|ready|submitted|registered|draft|incoming|triage|scheduled|planned|created|reopened|blocked|requested|provisional|deferred|suspended|selected for)\b/i;
/** The same in German and French, whose letters no word boundary knows. */
const DONE_ELSEWHERE =
  /(?<!\p{L})(erledigt|geschlossen|abgeschlossen|fertig|fertiggestellt|gelöst|behoben|abgelehnt|storniert|terminée?|fermée?|clos|clôturée?|résolue?|livrée?|annulée?|rejetée?|refusée?)(?!\p{L})/iu;
const QUEUE_ELSEWHERE =
  /(?<!\p{L})(offen|neu|wartend|wartet|wartestellung|zurückgestellt|eingegangen|ouverte?|nouveau|nouvelle|en attente|à faire|reçue?)(?!\p{L})/iu;
const UNDER_WAY = /\b(in|under|being|partially|not|not yet|un)[ -]?$/i;

/**
 * The kind of stage; `active` where the name says nothing. What refines the state speaks where the state itself does
 * not say that the work is done: in "Accepted" with "Wait" the item waits.
 */
export function guessStageKind(state: string, subState: string | null = null): StageKind {
  const named = byName(state);
  if (named === "done" || subState === null) return named ?? "active";
  const refined = byName(subState);
  if (refined === "done") return named ?? "active";
  return refined ?? named ?? "active";
}

function byName(name: string): StageKind | null {
  const words = name.slice(0, 200).replaceAll(/[_-]+/g, " ");
  const done = DONE.exec(words);
  // "Not done" and "partially implemented" are not done.
  if (done && !UNDER_WAY.test(words.slice(0, done.index))) return "done";
  const elsewhere = DONE_ELSEWHERE.exec(words);
  if (elsewhere && !/(?<!\p{L})(nicht|noch nicht|non|pas)[ -]?$/iu.test(words.slice(0, elsewhere.index))) return "done";
  if (/\b(in progress|in review|doing|active|work)/i.test(words)) return "active";
  return QUEUE.test(words) || QUEUE_ELSEWHERE.test(words) ? "queue" : null;
}
