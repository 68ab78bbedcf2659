import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** Writes parameters into the address of the page at hand; undefined takes one out. */
export function useAddress(): { readonly set: (parameters: Readonly<Record<string, string | undefined>>) => void } {
  const navigate = useNavigate();
  const set = useCallback(
    (parameters: Readonly<Record<string, string | undefined>>) =>
      void navigate({
        to: ".",
        search: (before: Record<string, string>) => ({ ...before, ...parameters }),
        replace: true,
      } as never),
    [navigate],
  );
  return { set };
}
