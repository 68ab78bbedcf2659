import { letter } from "../mail/letters.ts";
import type { Letter } from "../mail/mailer.ts";

/** A request as a letter names it. */
export interface Named {
  readonly organization: string;
  readonly number: number;
  readonly title: string;
}

const subject = ({ number, title }: Named): string => `[#${number}] ${title}`;
const note = ({ organization, number }: Named): string =>
  `This is about request ${number} to ${organization}. You get this because your address was given in it.`;

export const receivedLetter = (request: Named & { readonly team: string; readonly link: string | null }): Letter =>
  letter({
    subject: subject(request),
    paragraphs: [
      `${request.organization} has received your request “${request.title}” and gave it the number ${request.number}.`,
      `The team ${request.team} looks at it next.`,
    ],
    ...(request.link === null ? {} : { action: { label: "Follow your request", link: request.link } }),
    note: `${note(request)} ${request.link === null ? "" : "Whoever has the link can read the request and answer on it: keep it to yourself. "}If you did not send it, leave it.`,
  });

export const acceptedLetter = (request: Named & { readonly key: string; readonly merged: boolean }): Letter =>
  letter({
    subject: subject(request),
    paragraphs: [
      request.merged
        ? `What you asked for in “${request.title}” was accepted together with another request for the same. It is ${request.key} now and waits in the team's queue.`
        : `Your request “${request.title}” was accepted. It is ${request.key} now and waits in the team's queue.`,
    ],
    note: `${note(request)} The link in our first mail shows how far it is.`,
  });

export const declinedLetter = (request: Named & { readonly reason: string }): Letter =>
  letter({
    subject: subject(request),
    paragraphs: [`Your request “${request.title}” was declined. The reason:`, request.reason],
    note: note(request),
  });

export const askedLetter = (request: Named & { readonly question: string }): Letter =>
  letter({
    subject: subject(request),
    paragraphs: [`About your request “${request.title}” we would like to know:`, request.question],
    note: `${note(request)} Answer by the link in our first mail; until then it waits for you.`,
  });

export const mergedLetter = (request: Named): Letter =>
  letter({
    subject: subject(request),
    paragraphs: [
      `Someone asked for the same as you in “${request.title}” before. Both are handled together from now on, and you follow what comes of it.`,
    ],
    note: `${note(request)} The link in our first mail goes on working.`,
  });
