import { eventHandlers } from "./events/routes.ts";
import { workflowHandlers } from "./workflows/routes.ts";
import type { Handler } from "./http/handler.ts";
import { itemHandlers } from "./items/routes.ts";
import { instanceHandlers } from "./instance/routes.ts";

/** Every handler of the server; a test holds them against the contract, one to one. */
export const handlers: readonly Handler[] = [...eventHandlers, ...instanceHandlers, ...itemHandlers, ...workflowHandlers];
