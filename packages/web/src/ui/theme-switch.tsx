import { Monitor, Moon, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "react-aria-components/Button";
import { IconButton } from "./icon-button.tsx";
import { Icon } from "./icon.tsx";
import { chooseTheme, chosenTheme, onThemeChange, type Theme } from "./theme.ts";

const themes: Record<Theme, { name: string; icon: typeof Sun; next: Theme }> = {
  system: { name: "Theme: as the system", icon: Monitor, next: "light" },
  light: { name: "Theme: light", icon: Sun, next: "dark" },
  dark: { name: "Theme: dark", icon: Moon, next: "system" },
};

/** Goes round system, light, dark. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, chosenTheme);
  const { name, icon, next } = themes[theme];
  return <IconButton label={name} icon={<Icon of={icon} />} onPress={() => chooseTheme(next)} tooltipPlacement="top" />;
}

/** The three choices side by side, for a settings page. */
export function ThemeChoice() {
  const chosen = useSyncExternalStore(onThemeChange, chosenTheme);
  return (
    <div role="group" aria-label="Theme" className="inline-flex rounded border border-edge p-px">
      {(["system", "light", "dark"] as const).map((theme) => (
        <Button
          key={theme}
          onPress={() => chooseTheme(theme)}
          aria-pressed={theme === chosen}
          className="flex h-7 items-center gap-1.5 rounded-small px-2.5 text-dense text-muted aria-pressed:bg-pressed aria-pressed:font-medium aria-pressed:text-ink data-hovered:bg-hover"
        >
          <Icon of={themes[theme].icon} size={14} />
          {theme === "system" ? "System" : theme === "light" ? "Light" : "Dark"}
        </Button>
      ))}
    </div>
  );
}
