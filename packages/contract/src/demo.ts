import { endpoint } from "./endpoint.ts";
import { membership } from "./sessions.ts";

export const openDemo = endpoint({
  method: "POST",
  path: "/demo",
  summary:
    "Open the demo: an organization of my own with four teams and three months of work that ends now, to look around and try things in. Remove it like any other; at most three at a time",
  access: "account",
  output: membership,
  refusals: ["conflict", "not_found"],
  events: ["organization.created", "person.joined", "team.created", "workflow.created", "item.created"],
  lane: "import",
});
