/**
 * The events of an organization: each one thing that happened, numbered densely. Events carry ids, codes and names of
 * changed fields; people's words live in revisions.
 */
export const eventNames = {
  "organization.created": "An organization was made",
  "organization.changed": "Its name or settings changed",
  "person.joined": "A person became a member or guest",
  "person.changed": "A person's role or name changed",
  "person.removed": "A person lost access",
  "person.invited": "An invitation was sent",
  "invitation.revoked": "An invitation was withdrawn",
  "agent.created": "An agent was made by its sponsor",
  "agent.changed": "An agent was renamed, re-sponsored or switched off",
  "key.created": "An API key was made",
  "key.revoked": "An API key was revoked",
  "team.created": "A team was made",
  "team.changed": "A team's name, calendar, capacity or people changed",
  "team.archived": "A team was archived",
  "workflow.created": "A workflow was made",
  "workflow.changed": "A workflow got a new version",
  "workflow.archived": "A workflow was archived",
  "field.changed": "A custom field was made, changed or archived",
  "label.changed": "A label was made, changed or archived",
  "view.changed": "A saved view was made, changed or removed",
  "item.created": "An item came into being",
  "item.changed": "Fields of an item changed",
  "item.moved": "An item changed stage",
  "item.ranked": "An item changed its place among others",
  "item.blocked": "An item cannot go on",
  "item.unblocked": "An item can go on again",
  "item.linked": "Two items were linked",
  "item.unlinked": "A link between items was removed",
  "item.archived": "An item was put away",
  "item.restored": "An archived item was brought back",
  "item.commented": "Someone commented on an item",
  "comment.edited": "A comment was edited",
  "comment.deleted": "A comment was deleted",
  "attachment.added": "A file was attached to an item",
  "attachment.deleted": "An attached file was removed",
  "hand_off.offered": "An item was offered to another team",
  "hand_off.accepted": "The other team took the item",
  "hand_off.declined": "The other team sent the item back with a reason",
  "hand_off.withdrawn": "The giver took the offer back",
  "hand_off.expired": "Nobody answered the offer in time",
  "channel.created": "A way in was opened",
  "channel.changed": "A way in changed",
  "request.received": "A request entered",
  "request.asked": "The requester was asked something; the clock paused",
  "request.answered": "The requester answered; the clock runs again",
  "request.accepted": "A request became an item",
  "request.declined": "A request was declined with a reason",
  "request.merged": "A request was a duplicate",
  "request.handed_over": "A request was handed to another team",
  "routine.created": "A routine was made",
  "routine.changed": "A routine changed",
  "routine.ran": "A routine made an item",
  "routine.stuck": "A routine was due and could not make its item; it is tried again",
  "bulk_edit.made": "Several items were changed at once",
  "bulk_edit.undone": "A change of several items was taken back",
  "import.started": "An import began",
  "import.finished": "An import was published",
  "import.failed": "An import could not be finished and left nothing",
  "import.cancelled": "An import was cancelled and left nothing",
  "export.made": "Data was exported",
} as const;

export type EventName = keyof typeof eventNames;

/** One event as the stream, the history and the audit send it. */
export interface OrganizationEvent {
  readonly number: number;
  /** When it happened (the original time in imports), ISO 8601. */
  readonly occurredAt: string;
  /** When we learnt of it, ISO 8601. */
  readonly recordedAt: string;
  readonly actorId: string | null;
  readonly name: EventName;
  readonly subjectId: string;
  readonly itemId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
