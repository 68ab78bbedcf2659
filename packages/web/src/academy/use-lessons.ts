import type { Output } from "@throughline/contract/endpoint";
import type { listLessons } from "@throughline/contract/academy";
import { useQuery } from "@tanstack/react-query";
import { client } from "../client.ts";

export type Domain = Output<typeof listLessons>["domains"][number];
export type LessonSummary = Domain["topics"][number]["lessons"][number];

/** The body of knowledge: domains, topics, lessons. It changes with the version of the product alone. */
export const useLessons = () =>
  useQuery({ queryKey: ["lessons"], queryFn: async () => (await client.listLessons()).domains });
