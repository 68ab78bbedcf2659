import type { OrganizationEvent } from "@throughline/contract/events";
import { RotateCw } from "lucide-react";
import { useCallback, useState } from "react";
import { useEvents } from "../live.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { absoluteTime } from "../ui/relative-time.ts";
import { useZone } from "../ui/time-text.tsx";

/** What may move a forecast. */
const moving =
  /^(?:item\.(?:created|changed|moved|archived|restored|blocked|unblocked)|hand_off\.accepted|import\.finished)$/;

/** When the figures were worked out, and a button once something has happened since. */
export function AsOf({
  at,
  lastNumber,
  isWorking,
  onRefresh,
}: {
  /** When the answer came, milliseconds since 1970. */
  at: number;
  lastNumber: number;
  isWorking: boolean;
  onRefresh: () => void;
}) {
  const zone = useZone();
  const [latest, setLatest] = useState(0);
  const heard = useCallback((event: OrganizationEvent) => {
    if (moving.test(event.name)) setLatest((before) => Math.max(before, event.number));
  }, []);
  useEvents(heard);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(at);
  return (
    <span className="ml-auto inline-flex items-center gap-2 pl-2 text-dense whitespace-nowrap text-muted print:ml-0">
      <span title={absoluteTime(at, zone)} className="tabular-nums">
        {isWorking ? "Working it out…" : `As of ${time}`}
      </span>
      {latest > lastNumber && !isWorking ? (
        <Button size="small" icon={<Icon of={RotateCw} size={12} />} onPress={onRefresh} className="print:hidden">
          Refresh
        </Button>
      ) : null}
    </span>
  );
}
