import type { ReactNode } from "react";
import { type Meaning } from "./badge.tsx";
import { classNames } from "./class-names.ts";
import { type Shape, ShapeMark } from "./shape-mark.tsx";

export type BannerProps = {
  meaning: Exclude<Meaning, "neutral" | "accent">;
  /** What is so, and what still works. */
  children: ReactNode;
  action?: ReactNode;
};

const looks: Record<BannerProps["meaning"], { box: string; shape: Shape; mark: string }> = {
  good: { box: "bg-good-tint text-good", shape: "disc", mark: "text-good-mark" },
  warn: { box: "bg-warn-tint text-warn", shape: "triangle", mark: "text-warn-mark" },
  bad: { box: "bg-bad-tint text-bad", shape: "square", mark: "text-bad-mark" },
  info: { box: "bg-info-tint text-info", shape: "ring", mark: "text-info-mark" },
};

/** A line across the page about the page as a whole. */
export function Banner({ meaning, children, action }: BannerProps) {
  const look = looks[meaning];
  return (
    <div
      role={meaning === "bad" ? "alert" : "status"}
      className={classNames("flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-dense", look.box)}
    >
      <ShapeMark shape={look.shape} className={look.mark} />
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  );
}

/** Shown while the connection is down. Nothing typed is lost; it says what still works. */
export function OfflineBanner() {
  return (
    <Banner meaning="warn">
      You are offline. What is on the screen can be read; changes are kept here and sent when the connection is back.
    </Banner>
  );
}
