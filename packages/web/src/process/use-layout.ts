import { useEffect, useState } from "react";
import type { DrawnMap, MapLayout } from "./drawn-map.ts";

type LayOut = (map: DrawnMap) => MapLayout;
let loaded: LayOut | null = null;

/** The layout, whose code is loaded with the first map; null until it is here. */
export function useLayOut(): LayOut | null {
  const [layOut, setLayOut] = useState<LayOut | null>(() => loaded);
  useEffect(() => {
    if (loaded) return undefined;
    let isThere = true;
    void import("./lay-out-map.ts").then(({ layOutMap }) => {
      loaded = layOutMap;
      if (isThere) setLayOut(() => layOutMap);
    });
    return () => {
      isThere = false;
    };
  }, []);
  return layOut;
}
