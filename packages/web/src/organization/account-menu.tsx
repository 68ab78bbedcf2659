import { LogOut, UserRound } from "lucide-react";
import { client, currentOrganization } from "../client.ts";
import { useRailCollapsed } from "../frame/rail-collapsed.ts";
import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { ThemeSwitch } from "../ui/theme-switch.tsx";

/** The reader's own corner: account, signing out, light or dark. */
export function AccountMenu() {
  const here = useHere();
  const isCollapsed = useRailCollapsed();
  const name = here.session.current?.name ?? here.session.account?.name ?? "";
  const signOut = async () => {
    await client.signOut();
    // A full load: nothing of what was read may stay behind in this tab.
    window.location.assign(paths.signIn());
  };
  return (
    <>
      <Menu
        label="Account"
        placement="top start"
        trigger={
          <Button
            tone="quiet"
            className="min-w-0 flex-1 justify-start px-2"
            icon={<Avatar name={name} isDecorative />}
            {...(isCollapsed ? { "aria-label": `Account: ${name}` } : {})}
          >
            {isCollapsed ? null : <span className="truncate">{name}</span>}
          </Button>
        }
      >
        <MenuItem
          id="account"
          href={`${paths.account()}?from=${currentOrganization() ?? ""}`}
          icon={<Icon of={UserRound} size={14} />}
        >
          My account
        </MenuItem>
        <MenuItem id="sign-out" icon={<Icon of={LogOut} size={14} />} onAction={() => void signOut()}>
          Sign out
        </MenuItem>
      </Menu>
      <ThemeSwitch />
    </>
  );
}
