import { NoAnswer, Refused } from "@throughline/contract/client";
import type { Problem } from "@throughline/contract/refusals";
import type { Alternative, WhatIfAnswer, WhatIfOptions } from "@throughline/domain/simulation/what-if/what-if-run";
import { client } from "../client.ts";
import { NotPossible } from "./simulate-here.ts";
import type { WhatIfScope } from "./what-if-base.ts";

type Asked = NonNullable<Parameters<typeof client.runWhatIf>[0]>;

/** Simulates on the server, which tells how far it is; aborted, the connection closes and the server stops. */
export async function simulateThere(
  scope: WhatIfScope,
  alternatives: readonly Alternative[],
  { runs, weeks }: WhatIfOptions,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<WhatIfAnswer> {
  const asked = { ...scope, alternatives, runs, weeks } as unknown as Asked; // The contract's lists are not read-only.
  const response = await client.runWhatIf(asked, { signal });
  for await (const { event, data } of eventsOf(response)) {
    if (event === "progress") onProgress((JSON.parse(data) as { share: number }).share);
    else if (event === "answer") return JSON.parse(data) as WhatIfAnswer;
    else if (event === "refused") {
      const problem = JSON.parse(data) as Problem;
      throw problem.code === "invalid_input" ? new NotPossible(problem.detail ?? problem.title) : new Refused(problem);
    }
  }
  throw new NoAnswer("The server stopped answering before it was done");
}

/** Server-sent events of one response, as they come. */
async function* eventsOf(response: Response): AsyncGenerator<{ event: string; data: string }> {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      held += value;
      for (let end = held.indexOf("\n\n"); end >= 0; end = held.indexOf("\n\n")) {
        const block = held.slice(0, end);
        held = held.slice(end + 2);
        const event = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event !== undefined && data !== undefined) yield { event, data };
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
