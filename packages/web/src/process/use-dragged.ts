import { useState } from "react";

/** A value of the address while it is dragged: what was dragged to counts until the address has another value. */
export function useDragged(address: number): [value: number, drag: (value: number) => void] {
  const [known, setKnown] = useState(address);
  const [dragged, setDragged] = useState<number | null>(null);
  if (known !== address) {
    setKnown(address);
    setDragged(null);
    return [address, setDragged];
  }
  return [dragged ?? address, setDragged];
}
