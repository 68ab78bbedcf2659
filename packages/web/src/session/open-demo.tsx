import { useQuery } from "@tanstack/react-query";
import { Compass } from "lucide-react";
import { Button as PlainButton } from "react-aria-components/Button";
import { client } from "../client.ts";
import { paths } from "../paths.ts";
import { Icon } from "../ui/icon.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { forgetReader } from "./enter.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { setupQuery } from "./session.ts";
import { useAttempt } from "./use-attempt.ts";

/** Opens the demo organization, where this installation has one. It takes a few seconds, since its work is made then. */
export function OpenDemo() {
  const setup = useQuery(setupQuery);
  const { navigate } = useNavigation();
  const { attempt, isPending, failure } = useAttempt();
  if (!setup.data?.demo) return null;
  const open = async () => {
    const opened = await attempt(() => client.openDemo());
    if (!opened) return;
    forgetReader();
    navigate(paths.myWork(opened.done.slug));
  };
  return (
    <>
      <PlainButton
        onPress={() => void open()}
        isPending={isPending}
        className="flex w-full gap-3 px-3 py-3 text-left data-hovered:bg-hover data-pending:opacity-70"
      >
        <span className="flex h-5 items-center text-accent-mark">
          <Icon of={Compass} />
        </span>
        <span className="min-w-0">
          <span className="block font-medium text-ink">
            {isPending ? "Opening the demo…" : "Look around in the demo"}
          </span>
          <span className="block text-dense text-muted">
            An organization of its own with four teams and three months of work. Remove it when you have seen it.
          </span>
        </span>
      </PlainButton>
      <div className="px-3 empty:hidden">
        <FailureNotice failure={failure} />
      </div>
    </>
  );
}
