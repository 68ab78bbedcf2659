import type { Role } from "@throughline/domain/access/can";

/** Each role's name and what it may do, as people choose between them. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly meaning: string }>> = {
  owner: { name: "Owner", meaning: "Everything, other owners and removing the organization included" },
  admin: { name: "Admin", meaning: "People, teams, keys and settings, but not owners" },
  member: { name: "Member", meaning: "Sees all work and takes part in it" },
  guest: { name: "Guest", meaning: "Sees their own requests and what is shared with them" },
};

export const roleChoices = (roles: readonly Role[]) =>
  roles.map((role) => ({ id: role, name: roleWords[role].name, hint: roleWords[role].meaning }));
