import { answerFlow } from "../flow/answer-flow.ts";
import { answerForecast } from "../forecasts/answer-forecast.ts";
import { answerForecastDays, answerItemForecast, answerItemForecasts } from "../forecasts/answer-item-forecasts.ts";
import { answerAlignment } from "../processes/answer-alignment.ts";
import { answerModel } from "../processes/answer-model.ts";
import { answerProcess } from "../processes/answer-process.ts";
import { answerProcessItems } from "../processes/answer-process-items.ts";
import { answerWhatIf, answerWhatIfBase } from "../what-ifs/answer-what-if.ts";
import type { Read } from "../db/transaction.ts";

/** What a question is given beside its input. */
export interface Context {
  /** Reads in one read-only transaction of the organization; nothing is held open between two of them. */
  readonly read: <T>(organizationId: string, work: (tx: Read) => Promise<T>) => Promise<T>;
  /** Tells the share that is done, 0 to 1. */
  readonly progress: (share: number) => void;
}

/** Everything the engine's threads can be asked, by name. Inputs and answers travel between threads: plain data only. */
export const answers = {
  flow: answerFlow,
  forecast: answerForecast,
  forecastDays: answerForecastDays,
  itemForecast: answerItemForecast,
  itemForecasts: answerItemForecasts,
  process: answerProcess,
  processAlignment: answerAlignment,
  processItems: answerProcessItems,
  processModel: answerModel,
  whatIf: answerWhatIf,
  whatIfBase: answerWhatIfBase,
};

export type QuestionName = keyof typeof answers;
export type Questions = {
  [N in QuestionName]: {
    readonly input: Parameters<(typeof answers)[N]>[0];
    readonly answer: Awaited<ReturnType<(typeof answers)[N]>>;
  };
};
