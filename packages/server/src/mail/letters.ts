import type { Letter } from "./mailer.ts";

export interface LetterParts {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly link: string };
  /** Small print: why this came, what to do if it was not expected. */
  readonly note: string;
}

/** The same letter as plain text and as simple HTML; whatever is put in stays text. */
export function letter({ subject, paragraphs, action, note }: LetterParts): Letter {
  const text = [...paragraphs, ...(action ? [`${action.label}:\n${action.link}`] : []), note].join("\n\n");
  const html = [
    '<!doctype html><html><body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a">',
    '<div style="max-width:36em">',
    ...paragraphs.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    ...(action
      ? [
          `<p><a href="${escaped(action.link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1d4ed8;color:#ffffff;text-decoration:none">${escaped(action.label)}</a></p>`,
          `<p style="font-size:13px;color:#555555">Or open ${escaped(action.link)}</p>`,
        ]
      : []),
    `<p style="font-size:13px;color:#555555">${escaped(note)}</p>`,
    "</div></body></html>",
  ].join("\n");
  return { subject, text: `${text}\n`, html };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

export const invitationLetter = (invitation: {
  readonly organization: string;
  readonly inviter: string;
  readonly link: string;
  readonly days: number;
}): Letter =>
  letter({
    subject: `${invitation.inviter} invites you to ${invitation.organization}`,
    paragraphs: [
      `${invitation.inviter} invites you to ${invitation.organization} on Throughline, where its work is planned and done.`,
    ],
    action: { label: "Accept the invitation", link: invitation.link },
    note: `The link works once, for ${invitation.days} days. If you do not know who this is from, leave it: nothing happens without you.`,
  });

export const passwordResetLetter = (reset: { readonly name: string; readonly link: string }): Letter =>
  letter({
    subject: "Choose a new password",
    paragraphs: [
      `Hello ${reset.name},`,
      "someone, most likely you, asked to choose a new password for your Throughline account.",
    ],
    action: { label: "Choose a new password", link: reset.link },
    note: "The link works once, for one hour. If you did not ask for it, leave it: your password stays as it is.",
  });

export const passwordChangedLetter = (name: string): Letter =>
  letter({
    subject: "Your password was changed",
    paragraphs: [
      `Hello ${name},`,
      "the password of your Throughline account was changed, and other browsers were signed out.",
    ],
    note: "If this was not you, ask for a new password on the sign-in page at once, and tell whoever runs this installation.",
  });
