import { academyHandlers } from "./academy/routes.ts";
import { agentHandlers } from "./agents/routes.ts";
import { attachmentHandlers } from "./attachments/routes.ts";
import { bulkEditHandlers } from "./bulk-edits/routes.ts";
import { channelHandlers } from "./channels/routes.ts";
import { commentHandlers } from "./comments/routes.ts";
import { demoHandlers } from "./demo/routes.ts";
import { eventHandlers } from "./events/routes.ts";
import { exportHandlers } from "./export/routes.ts";
import { fieldHandlers } from "./fields/routes.ts";
import { flowHandlers } from "./flow/routes.ts";
import { forecastHandlers } from "./forecasts/routes.ts";
import { handOffHandlers } from "./hand-offs/routes.ts";
import type { Handler } from "./http/handler.ts";
import { importHandlers } from "./import/routes.ts";
import { instanceHandlers } from "./instance/routes.ts";
import { invitationHandlers } from "./invitations/routes.ts";
import { itemHandlers } from "./items/routes.ts";
import { keyHandlers } from "./keys/routes.ts";
import { mailHandlers } from "./mail/routes.ts";
import { myWorkHandlers } from "./my-work/routes.ts";
import { organizationHandlers } from "./organizations/routes.ts";
import { peopleHandlers } from "./people/routes.ts";
import { processHandlers } from "./processes/routes.ts";
import { queueHandlers } from "./queues/routes.ts";
import { requestHandlers } from "./requests/routes.ts";
import { routineHandlers } from "./routines/routes.ts";
import { searchHandlers } from "./search/routes.ts";
import { sessionHandlers } from "./sessions/routes.ts";
import { teamHandlers } from "./teams/routes.ts";
import { viewHandlers } from "./views/routes.ts";
import { whatIfHandlers } from "./what-ifs/routes.ts";
import { workflowHandlers } from "./workflows/routes.ts";

/** Every handler of the server; a test holds them against the contract, one to one. */
export const handlers: readonly Handler[] = [
  ...academyHandlers,
  ...agentHandlers,
  ...attachmentHandlers,
  ...bulkEditHandlers,
  ...channelHandlers,
  ...commentHandlers,
  ...demoHandlers,
  ...eventHandlers,
  ...exportHandlers,
  ...fieldHandlers,
  ...flowHandlers,
  ...forecastHandlers,
  ...handOffHandlers,
  ...importHandlers,
  ...instanceHandlers,
  ...invitationHandlers,
  ...itemHandlers,
  ...keyHandlers,
  ...mailHandlers,
  ...myWorkHandlers,
  ...organizationHandlers,
  ...peopleHandlers,
  ...processHandlers,
  ...queueHandlers,
  ...requestHandlers,
  ...routineHandlers,
  ...searchHandlers,
  ...sessionHandlers,
  ...teamHandlers,
  ...viewHandlers,
  ...whatIfHandlers,
  ...workflowHandlers,
];
