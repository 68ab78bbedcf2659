import type { ProcessAlignment } from "@throughline/contract/processes";
import type { Problem } from "@throughline/contract/refusals";
import { Refused } from "@throughline/contract/client";
import { client } from "../client.ts";
import type { ProcessAsked } from "./process-query.ts";

/** Aligns the history with its model on the server, telling the share that is done; aborting `signal` stops the work there. */
export async function followAlignment(
  asked: ProcessAsked,
  infrequent: number,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ProcessAlignment> {
  const response = await client.alignProcess({ ...asked, infrequent }, { signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
    if (done) throw new Error("The stream ended before an answer");
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const [, name, data = "null"] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (name === "progress") onProgress((JSON.parse(data) as { share: number }).share);
      if (name === "refused") throw new Refused(JSON.parse(data) as Problem);
      if (name === "answer") return JSON.parse(data) as ProcessAlignment;
    }
  }
}
