import type { LucideIcon } from "lucide-react";
import { classNames } from "./class-names.ts";

export type IconProps = { of: LucideIcon; size?: 12 | 14 | 16 | 20 | 24; className?: string };

/** A line icon in the current colour, drawn as thin as the text beside it. Decorative: the words carry the meaning. */
export function Icon({ of: Glyph, size = 16, className }: IconProps) {
  return (
    <Glyph aria-hidden size={size} strokeWidth={size > 16 ? 1.5 : 1.6} className={classNames("shrink-0", className)} />
  );
}
