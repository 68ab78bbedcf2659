import { createContext, useContext } from "react";

export const RailCollapsedContext = createContext(false);

/** Whether the rail around this component is folded to icons: words must then go. */
export function useRailCollapsed(): boolean {
  return useContext(RailCollapsedContext);
}
