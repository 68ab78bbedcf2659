import { handle, type Handler } from "../http/handler.ts";
import { membershipsOf } from "../sessions/present.ts";
import { hasDemo, readDemoContent } from "./content.ts";
import { openDemoOrganization } from "./open.ts";

const openAtATime = 3;

export const demoHandlers: readonly Handler[] = [
  handle("openDemo", async ({ tx, account, now, newId, refuse }) => {
    if (!hasDemo()) refuse("not_found", "This installation comes without the demo");
    const memberships = await membershipsOf(tx, account.accountId);
    if (memberships.filter(({ kind, role }) => kind === "demo" && role === "owner").length >= openAtATime)
      refuse("conflict", `You have ${openAtATime} demo organizations; remove one before you open another`);
    return openDemoOrganization(tx, readDemoContent(), account, now, newId);
  }),
];
