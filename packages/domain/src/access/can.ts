/**
 * Who may do what, by role. One table, read by the server before a handler runs and by the screens to explain a
 * disabled button. What a guest may see of items is narrower still: see `visible` in the server's access module.
 */
export const roles = ["owner", "admin", "member", "guest"] as const;
export type Role = (typeof roles)[number];

export const deeds = {
  "organization.read": ["owner", "admin", "member", "guest"],
  "organization.administer": ["owner", "admin"],
  "organization.remove": ["owner"],
  "people.read": ["owner", "admin", "member", "guest"],
  "people.invite": ["owner", "admin"],
  "people.administer": ["owner", "admin"],
  "keys.own": ["owner", "admin", "member"],
  "agents.sponsor": ["owner", "admin", "member"],
  "team.read": ["owner", "admin", "member", "guest"],
  "team.administer": ["owner", "admin"],
  "workflow.read": ["owner", "admin", "member", "guest"],
  "workflow.design": ["owner", "admin", "member"],
  "item.read": ["owner", "admin", "member", "guest"],
  "item.write": ["owner", "admin", "member"],
  "item.comment": ["owner", "admin", "member", "guest"],
  "flow.read": ["owner", "admin", "member"],
  "view.own": ["owner", "admin", "member", "guest"],
  "channel.read": ["owner", "admin", "member"],
  "channel.design": ["owner", "admin", "member"],
  "request.make": ["owner", "admin", "member", "guest"],
  "request.read": ["owner", "admin", "member", "guest"],
  "request.triage": ["owner", "admin", "member"],
  "hand_off.decide": ["owner", "admin", "member"],
  "routine.read": ["owner", "admin", "member"],
  "routine.design": ["owner", "admin", "member"],
  "event.read": ["owner", "admin", "member", "guest"],
  "audit.read": ["owner", "admin"],
  "import.run": ["owner", "admin"],
  "export.run": ["owner", "admin"],
  "academy.read": ["owner", "admin", "member", "guest"],
} as const satisfies Record<string, readonly Role[]>;

export type Deed = keyof typeof deeds;

export const can = (role: Role, deed: Deed): boolean => (deeds[deed] as readonly Role[]).includes(role);

/** An agent acts with its sponsor's role, and never with more than a member's. */
export const agentRole = (sponsor: Role): Role => (sponsor === "guest" ? "guest" : "member");

/** Roles that `giver` may give to or take from others: an admin cannot make or unmake an owner. */
export const grantableRoles = (giver: Role): readonly Role[] =>
  giver === "owner" ? roles : giver === "admin" ? roles.filter((role) => role !== "owner") : [];
