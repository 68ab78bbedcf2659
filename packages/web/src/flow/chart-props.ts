import type { Flow } from "@throughline/contract/flow";

/** What each chart of the page is given. */
export interface FlowChartProps {
  readonly flow: Flow;
  /** Opens an item beside the page, by its key. */
  readonly onOpen: (key: string) => void;
  /** The address of an item's own page. */
  readonly hrefOf: (key: string) => string;
}
