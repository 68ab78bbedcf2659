import type { Deed } from "@throughline/domain/access/can";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageBody, type PageBodyProps } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useHere } from "../session/session.ts";
import { NoAccessState } from "../ui/no-access-state.tsx";
import { type SettingsTab, SettingsTabs } from "./settings-tabs.tsx";
import { WhoGrants } from "./who-grants.tsx";

export type SettingsPageProps = {
  current: SettingsTab;
  title: ReactNode;
  note?: ReactNode;
  path?: ReactNode;
  actions?: ReactNode;
  toolbar?: ReactNode;
  measure?: PageBodyProps["measure"];
  /** What the reader must be allowed to do to see the page, and what to call it where they may not. */
  needs: Deed;
  what: string;
  children: ReactNode;
};

/** A page of the settings: the tabs of all of them, and who can open it where the reader may not. */
export function SettingsPage({
  current,
  title,
  note,
  path,
  actions,
  toolbar,
  measure = "wide",
  needs,
  what,
  children,
}: SettingsPageProps) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const here = useHere();
  const isOpen = here.may(needs);
  return (
    <>
      <PageHeader
        title={title}
        path={path ?? "Settings"}
        note={note}
        tabs={<SettingsTabs organization={organization} current={current} />}
        {...(isOpen ? { actions, toolbar } : {})}
      />
      {isOpen ? (
        <PageBody measure={measure}>
          {measure === "flush" ? (
            children
          ) : (
            // The head's own rule is enough above the first section.
            <div className="[&>section:first-child]:border-t-0 [&>section:first-child]:pt-0">{children}</div>
          )}
        </PageBody>
      ) : (
        <NoAccessState what={what} grantedBy={<WhoGrants />} />
      )}
    </>
  );
}
