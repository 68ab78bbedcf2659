import { Refused } from "@throughline/contract/client";
import type { ItemDetail } from "@throughline/contract/items";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { client } from "../client.ts";
import { queryClient } from "../query-client.ts";
import { itemRows, useItemRow } from "./item-rows.ts";

/**
 * An item whole, by key or id. What lists know of it lies over what was read, so that a move shows here at the same
 * moment as on the board.
 */
export function useItem(reference: string): { readonly item: ItemDetail | undefined; readonly problem: string | null } {
  const known = queryClient.getQueryData<string>(["item-key", reference]) ?? reference;
  const query = useQuery({
    queryKey: ["item", known],
    queryFn: async () => {
      const item = await client.readItem({ item: known });
      itemRows.put([item]);
      queryClient.setQueryData(["item-key", item.key], item.itemId);
      return item;
    },
  });
  const itemId = query.data?.itemId ?? "";
  useEffect(() => {
    // Read under its key, kept under its id as well: events speak of ids.
    if (query.data && known !== query.data.itemId) queryClient.setQueryData(["item", query.data.itemId], query.data);
  }, [query.data, known]);
  const byId = useQuery<ItemDetail>({
    queryKey: ["item", itemId],
    queryFn: () => client.readItem({ item: itemId }),
    enabled: itemId !== "" && known !== itemId,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const detail = byId.data ?? query.data;
  const row = useItemRow(itemId);
  const problem =
    query.error instanceof Refused
      ? (query.error.problem.detail ?? query.error.problem.title)
      : query.error
        ? "The server did not answer. Try again."
        : null;
  return { item: detail && row ? { ...detail, ...row } : detail, problem };
}
