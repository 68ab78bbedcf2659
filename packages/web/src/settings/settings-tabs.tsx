import type { Deed } from "@throughline/domain/access/can";
import { useEffect, useRef } from "react";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { TabLinks } from "../ui/tabs.tsx";

const tabs = [
  ["people", "People", paths.people, "item.write"],
  ["teams", "Teams", paths.teams, "item.write"],
  ["fields", "Fields and labels", paths.fields, "item.write"],
  ["keys", "Keys and agents", paths.keys, "keys.own"],
  ["mail", "Mail", paths.mail, "organization.administer"],
  ["audit", "Audit", paths.audit, "audit.read"],
  ["import", "Import", paths.import, "import.run"],
  ["export", "Export", paths.export, "export.run"],
  ["organization", "Organization", paths.organization, "organization.read"],
] as const satisfies readonly (readonly [string, string, (organization: string) => string, Deed])[];

export type SettingsTab = (typeof tabs)[number][0];

/** The pages of an organization's settings, those the reader may open. */
export function SettingsTabs({ organization, current }: { organization: string; current: SettingsTab }) {
  const here = useHere();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a narrow screen the strip is wider than the page: the tab one came to is brought in sight.
    strip.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, []);
  return (
    <div ref={strip}>
      <TabLinks
        label="Settings"
        links={tabs
          .filter(([, , , deed]) => here.may(deed))
          .map(([id, title, path]) => ({ href: path(organization), title, isCurrent: id === current }))}
      />
    </div>
  );
}
