import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

/** An address to pass on: to be read, selected, and copied with one press. */
export function CopyLink({ label, path }: { label: string; path: string }) {
  const address = new URL(path, window.location.href).href;
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
      announce(`${label} is copied`);
    } catch {
      announce("The browser did not allow copying; select the address instead", "assertive");
    }
  };
  return (
    <div className="flex min-w-0 items-stretch gap-2">
      <code
        aria-label={label}
        className="min-w-0 flex-1 rounded border border-rule-strong bg-sunk px-2.5 py-1.5 font-mono text-small break-all text-ink select-all"
      >
        {address}
      </code>
      <Button icon={<Icon of={isCopied ? Check : Copy} size={14} />} onPress={() => void copy()}>
        {isCopied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
