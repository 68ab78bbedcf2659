import { NoAnswer, Refused } from "@throughline/contract/client";
import { QueryClient } from "@tanstack/react-query";

/**
 * What was read stays true through the live stream, so nothing is read again for being old; a lost connection reads anew
 * when it is back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) =>
        count < 3 && (error instanceof NoAnswer || (error instanceof Refused && error.problem.status === 503)),
    },
  },
});
