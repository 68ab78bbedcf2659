import { viewHandlers } from "./views/routes.ts";
import { searchHandlers } from "./search/routes.ts";
import { fieldHandlers } from "./fields/routes.ts";
import { commentHandlers } from "./comments/routes.ts";
import { bulkEditHandlers } from "./bulk-edits/routes.ts";
import { attachmentHandlers } from "./attachments/routes.ts";
import { academyHandlers } from "./academy/routes.ts";
import { eventHandlers } from "./events/routes.ts";
import { workflowHandlers } from "./workflows/routes.ts";
import type { Handler } from "./http/handler.ts";
import { itemHandlers } from "./items/routes.ts";
import { instanceHandlers } from "./instance/routes.ts";

/** Every handler of the server; a test holds them against the contract, one to one. */
export const handlers: readonly Handler[] = [
  ...eventHandlers,
  ...instanceHandlers,
  ...itemHandlers,
  ...workflowHandlers,
  ...academyHandlers,
  ...attachmentHandlers,
  ...bulkEditHandlers,
  ...commentHandlers,
  ...fieldHandlers,
  ...searchHandlers,
  ...viewHandlers,
];
