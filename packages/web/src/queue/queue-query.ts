import type { Output } from "@throughline/contract/endpoint";
import type { readQueue } from "@throughline/contract/queues";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";
import { itemRows } from "../items/item-rows.ts";

export type Queue = Output<typeof readQueue>;
export type QueueEntry = Queue["entries"][number];

export const queueQuery = (teamId: string) =>
  queryOptions({
    queryKey: ["queue", teamId],
    queryFn: async ({ signal }) => {
      const queue = await client.readQueue({ teamId }, { signal });
      itemRows.put(queue.rows);
      return queue;
    },
  });
