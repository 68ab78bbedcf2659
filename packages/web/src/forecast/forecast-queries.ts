import type { Output } from "@throughline/contract/endpoint";
import type { readForecast, readItemForecast, readItemForecasts } from "@throughline/contract/forecasts";
import { queryOptions } from "@tanstack/react-query";
import { client } from "../client.ts";
import type { ForecastInput } from "./forecast-search.ts";

export type Forecast = Output<typeof readForecast>;
export type ItemForecast = Output<typeof readItemForecast>;
export type ItemForecastRow = Output<typeof readItemForecasts>["rows"][number];

/** Forecasts take a second to work out and a day to change much: read again when somebody comes back to them after so long. */
const keptMs = 5 * 60_000;

export const forecastQuery = (input: ForecastInput) =>
  queryOptions({
    queryKey: ["forecast", input],
    queryFn: ({ signal }) => client.readForecast(input, { signal }),
    staleTime: keptMs,
    retry: false,
  });

export const itemForecastsQuery = (input: NonNullable<Parameters<typeof client.readItemForecasts>[0]>) =>
  queryOptions({
    queryKey: ["item-forecasts", input],
    queryFn: ({ signal }) => client.readItemForecasts(input, { signal }),
    staleTime: keptMs,
    retry: false,
  });

/** By the item and its revision: a move or a new due day asks anew. */
export const itemForecastQuery = (itemId: string, revision: number) =>
  queryOptions({
    queryKey: ["item-forecast", itemId, revision],
    queryFn: ({ signal }) => client.readItemForecast({ item: itemId }, { signal }),
    staleTime: keptMs,
    retry: false,
  });
