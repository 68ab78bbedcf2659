import type { HandOff } from "@throughline/contract/hand-offs";
import { client } from "../client.ts";
import { refusalSentence } from "../items/item-deeds.ts";
import { itemRows } from "../items/item-rows.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { showToast } from "../ui/toast-queue.ts";

/** The open offer of an item, with the revision a decision needs. */
export async function openOffer(itemId: string): Promise<HandOff | null> {
  const { rows } = await client.listHandOffs({ item: itemId, state: "offered", limit: 1 });
  return rows[0] ?? null;
}

type Decision =
  | { readonly kind: "accept" }
  | { readonly kind: "decline"; readonly reason: string }
  | { readonly kind: "withdraw" };

/** Decides an offer; what was typed stays where it was when it is refused. @returns whether it was taken. */
export async function decideHandOff(itemId: string, itemKey: string, decision: Decision): Promise<boolean> {
  try {
    const offer = await openOffer(itemId);
    if (!offer) {
      showToast({ text: `${itemKey} is no longer on offer`, meaning: "bad" });
      itemRows.refresh([itemId]);
      return false;
    }
    const { handOffId, revision } = offer;
    const { item } =
      decision.kind === "accept"
        ? await client.acceptHandOff({ handOffId, revision })
        : decision.kind === "decline"
          ? await client.declineHandOff({ handOffId, revision, reason: decision.reason })
          : await client.withdrawHandOff({ handOffId, revision });
    itemRows.put([item]);
    for (const key of ["hand-offs", "my-work", "board", "queue"])
      void queryClient.invalidateQueries({ queryKey: [key] });
    void queryClient.invalidateQueries({ queryKey: ["item", itemId] });
    const sentence = {
      accept: `${itemKey} is yours now`,
      decline: `${itemKey} went back`,
      withdraw: `The offer of ${itemKey} is withdrawn`,
    }[decision.kind];
    showToast({ text: sentence });
    announce(sentence);
    return true;
  } catch (error) {
    showToast({
      text: `${itemKey} was not ${{ accept: "accepted", decline: "declined", withdraw: "withdrawn" }[decision.kind]}`,
      detail: refusalSentence(error),
      meaning: "bad",
    });
    return false;
  }
}
