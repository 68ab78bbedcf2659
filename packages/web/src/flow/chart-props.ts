import type { Flow } from "@throughline/contract/flow";
import type { FlowSearch } from "./flow-search.ts";

/** What each chart of the page is given. */
export interface FlowChartProps {
  readonly flow: Flow;
  /** Opens an item beside the page, by its key. */
  readonly onOpen: (key: string) => void;
  /** The address of an item's own page. */
  readonly hrefOf: (key: string) => string;
  /** How charts are shown stands in the page's address too. */
  readonly search: FlowSearch;
  readonly onSearch: (more: FlowSearch) => void;
}
