import type { RequestDetail } from "@throughline/contract/requests";
import { refusalSentence } from "../items/item-deeds.ts";
import { queryClient } from "../query-client.ts";
import { announce } from "../ui/announcer.tsx";
import { showToast } from "../ui/toast-queue.ts";
import { LeavingRows } from "./leaving-rows.ts";
import { requestQuery } from "./request-queries.ts";

export const leavingRequests = new LeavingRows();

export interface Decision {
  /** What was done, for the notice: "accepted as OPS-12". Given the answer where that names something. */
  readonly done: string;
  /** What takes the reader to what came of it. */
  readonly action?: { readonly name: string; readonly run: () => void };
}

/**
 * Ends or asks about a request: its row leaves the list at once. Where it is refused the row comes back, and the notice says
 * why and leads back to it; what was typed is still there.
 * @param verb in the past tense, for the refusal: "declined"
 * @returns whether it was taken.
 */
export async function decide(
  request: RequestDetail,
  verb: string,
  send: () => Promise<{ readonly request: RequestDetail; readonly decision: Decision }>,
  reopen: () => void,
): Promise<boolean> {
  const { requestId, number } = request;
  leavingRequests.leave(requestId);
  try {
    const { request: after, decision } = await send();
    queryClient.setQueryData(requestQuery(requestId).queryKey, after);
    const sentence = `Request ${number} is ${decision.done}`;
    showToast({ text: sentence, ...(decision.action ? { action: { ...decision.action } } : {}) });
    announce(sentence);
    void queryClient.invalidateQueries({ queryKey: ["my-work"] });
    await queryClient.invalidateQueries({ queryKey: ["requests", "list"] });
    return true;
  } catch (error) {
    const sentence = refusalSentence(error);
    showToast({
      text: `Request ${number} was not ${verb}`,
      detail: sentence,
      meaning: "bad",
      action: { name: "Back to it", run: reopen },
    });
    announce(`Request ${number} was not ${verb}: ${sentence}`, "assertive");
    void queryClient.invalidateQueries({ queryKey: ["requests"] });
    return false;
  } finally {
    leavingRequests.settle(requestId);
  }
}
