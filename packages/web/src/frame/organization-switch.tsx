import { ChevronsUpDown, Plus } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { useRailCollapsed } from "./rail-collapsed.ts";
import { Menu, MenuItem, MenuRule, MenuSection } from "../ui/menu.tsx";

export type OrganizationSwitchProps = {
  current: { id: string; name: string };
  /** Every organization the reader belongs to, the current one included. */
  organizations: readonly { id: string; name: string; href: string }[];
  /** Where a new one is made; left out where the reader may not. */
  createHref?: string;
  settingsHref?: string;
};

/** Names the organization and goes to another one. */
export function OrganizationSwitch({ current, organizations, createHref, settingsHref }: OrganizationSwitchProps) {
  const isCollapsed = useRailCollapsed();
  return (
    <Menu
      label="Organization"
      trigger={
        <Button
          className={classNames(
            "flex h-8 min-w-0 items-center gap-2 rounded text-base font-semibold text-ink data-hovered:bg-pressed/60 aria-expanded:bg-pressed/60 pointer-coarse:h-10",
            isCollapsed ? "px-1.5" : "flex-1 px-2",
          )}
        >
          <Avatar name={current.name} kind="team" isDecorative />
          <span className="sr-only">Organization: {isCollapsed ? current.name : ""}</span>
          {isCollapsed ? null : (
            <>
              <span className="min-w-0 flex-1 truncate text-left">{current.name}</span>
              <Icon of={ChevronsUpDown} size={14} className="text-faint" />
            </>
          )}
        </Button>
      }
    >
      <MenuSection title="Organizations" selectionMode="single" selectedKeys={[current.id]}>
        {organizations.map(({ id, name, href }) => (
          <MenuItem key={id} id={id} href={href}>
            {name}
          </MenuItem>
        ))}
      </MenuSection>
      {settingsHref === undefined && createHref === undefined ? null : <MenuRule />}
      {settingsHref === undefined ? null : <MenuItem href={settingsHref}>Organization settings</MenuItem>}
      {createHref === undefined ? null : (
        <MenuItem href={createHref} icon={<Icon of={Plus} size={14} />}>
          New organization
        </MenuItem>
      )}
    </Menu>
  );
}
