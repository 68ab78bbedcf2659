import { academyHandlers } from "./academy/routes.ts";
import { agentHandlers } from "./agents/routes.ts";
import { attachmentHandlers } from "./attachments/routes.ts";
import { bulkEditHandlers } from "./bulk-edits/routes.ts";
import { commentHandlers } from "./comments/routes.ts";
import { eventHandlers } from "./events/routes.ts";
import { fieldHandlers } from "./fields/routes.ts";
import type { Handler } from "./http/handler.ts";
import { instanceHandlers } from "./instance/routes.ts";
import { invitationHandlers } from "./invitations/routes.ts";
import { itemHandlers } from "./items/routes.ts";
import { keyHandlers } from "./keys/routes.ts";
import { mailHandlers } from "./mail/routes.ts";
import { organizationHandlers } from "./organizations/routes.ts";
import { peopleHandlers } from "./people/routes.ts";
import { searchHandlers } from "./search/routes.ts";
import { sessionHandlers } from "./sessions/routes.ts";
import { teamHandlers } from "./teams/routes.ts";
import { viewHandlers } from "./views/routes.ts";
import { workflowHandlers } from "./workflows/routes.ts";

/** Every handler of the server; a test holds them against the contract, one to one. */
export const handlers: readonly Handler[] = [
  ...academyHandlers,
  ...agentHandlers,
  ...attachmentHandlers,
  ...bulkEditHandlers,
  ...commentHandlers,
  ...eventHandlers,
  ...fieldHandlers,
  ...instanceHandlers,
  ...invitationHandlers,
  ...itemHandlers,
  ...keyHandlers,
  ...mailHandlers,
  ...organizationHandlers,
  ...peopleHandlers,
  ...searchHandlers,
  ...sessionHandlers,
  ...teamHandlers,
  ...viewHandlers,
  ...workflowHandlers,
];
