import { useState } from "react";
import { Dialog } from "./dialog.tsx";
import { KeyHint } from "./key-hint.tsx";
import { type Shortcut, shortcutsAtHand, useShortcut } from "./shortcuts.ts";

/** Opens on `?` and lists what the keys do here. Stands once in the frame. */
export function ShortcutSheet() {
  const [listed, setListed] = useState<readonly Shortcut[] | null>(null);
  useShortcut("?", () => setListed(shortcutsAtHand()), { title: "Show these shortcuts", group: "Everywhere" });
  const groups = [...Map.groupBy(listed ?? [], ({ group }) => group)].sort(([a], [b]) => rank(a) - rank(b));
  return (
    <Dialog title="Keyboard" isOpen={listed !== null} onClose={() => setListed(null)}>
      <div className="columns-1 gap-8 sm:columns-2">
        {groups.map(([group, shortcuts]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="border-b border-rule pb-1 text-small font-medium text-faint">{group}</h3>
            <dl>
              {shortcuts.map(({ keys, title }) => (
                <div
                  key={keys}
                  className="flex min-h-7 items-center justify-between gap-3 border-b border-rule text-dense text-ink"
                >
                  <dt>{title}</dt>
                  <dd>
                    <KeyHint keys={keys} isAlwaysShown />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** What holds everywhere stands first, the page's own keys last. */
function rank(group: string): number {
  const at = ["Everywhere", "Go to", "In a list"].indexOf(group);
  return at < 0 ? 3 : at;
}
