import { classNames } from "./class-names.ts";
import { hueOf, initialsOf } from "./person-mark.ts";

export type AvatarProps = {
  /** The full name; read aloud unless `isDecorative`. */
  name: string;
  /** `agent` is drawn square: a program, not a person. `team` is square and neutral. */
  kind?: "person" | "team" | "agent";
  size?: "small" | "medium" | "large";
  /** True where the name stands beside it. */
  isDecorative?: boolean;
};

const sizes = { small: "size-5 text-[0.5625rem]", medium: "size-6 text-[0.625rem]", large: "size-8 text-small" };

/** Initials on a quiet colour that follows from the name, so a person looks the same everywhere. */
export function Avatar({ name, kind = "person", size = "small", isDecorative = false }: AvatarProps) {
  const hue = hueOf(name);
  return (
    <span
      {...(isDecorative
        ? { "aria-hidden": true }
        : { role: "img", "aria-label": kind === "agent" ? `${name}, agent` : name, title: name })}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center leading-none font-semibold select-none",
        kind === "person" ? "rounded-full" : "rounded-small",
        kind === "agent" && "border border-dashed border-edge",
        sizes[size],
      )}
      style={
        kind === "person"
          ? {
              background: `light-dark(oklch(0.9 0.04 ${hue}), oklch(0.38 0.05 ${hue}))`,
              color: `light-dark(oklch(0.37 0.07 ${hue}), oklch(0.92 0.035 ${hue}))`,
            }
          : { background: "var(--pressed)", color: "var(--ink)" }
      }
    >
      {initialsOf(name)}
    </span>
  );
}
