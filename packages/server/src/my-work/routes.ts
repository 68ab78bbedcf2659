import { handle, type Handler } from "../http/handler.ts";
import { readMyWork } from "./read.ts";

export const myWorkHandlers: readonly Handler[] = [
  handle("readMyWork", async ({ tx, actor }) => readMyWork(tx, actor)),
];
