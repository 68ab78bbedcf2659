import { NoAnswer } from "@throughline/contract/client";
import type { ReactNode } from "react";
import { BarePage } from "../frame/bare-page.tsx";
import { Button } from "../ui/button.tsx";

/** A link from a mail that leads nowhere; or a server that did not answer, which is another matter. */
export function LinkFailed({
  error,
  title,
  lead,
  onRetry,
  children,
}: {
  error: unknown;
  title: string;
  lead: string;
  onRetry: () => void;
  children: ReactNode;
}) {
  if (error instanceof NoAnswer) {
    return (
      <BarePage title="The server did not answer" lead="The link may still be good. Try again in a moment.">
        <Button onPress={onRetry}>Try again</Button>
      </BarePage>
    );
  }
  return (
    <BarePage title={title} lead={lead}>
      {children}
    </BarePage>
  );
}
