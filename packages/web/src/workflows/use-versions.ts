import { useQuery } from "@tanstack/react-query";
import { client } from "../client.ts";

/** Every version of a workflow, newest first; read again when one is added. */
export const useVersions = (workflowId: string) =>
  useQuery({
    queryKey: ["versions", workflowId],
    queryFn: async () => (await client.listWorkflowVersions({ workflowId })).rows,
  });
