import type { ReactNode } from "react";
import { LiveRegion } from "../ui/announcer.tsx";
import { ToastRegion } from "../ui/toast.tsx";

export type BarePageProps = {
  title: string;
  /** What this page is for, in a sentence. */
  lead?: ReactNode;
  children: ReactNode;
  /** Under the form: another way, a link. */
  foot?: ReactNode;
};

/** A page without the rail: sign in, the first visit, a public form. */
export function BarePage({ title, lead, children, foot }: BarePageProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-paper text-ink">
      <main className="mx-auto flex w-full max-w-100 flex-1 flex-col px-5 py-[min(14vh,8rem)] max-sm:py-8">
        <Wordmark />
        <h1 className="mt-8 text-title font-semibold">{title}</h1>
        {lead === undefined ? null : <p className="mt-1 text-base text-muted">{lead}</p>}
        <div className="mt-6">{children}</div>
        {foot === undefined ? null : <div className="mt-8 border-t border-rule pt-3 text-dense text-muted">{foot}</div>}
      </main>
      <ToastRegion />
      <LiveRegion />
    </div>
  );
}

/** The product's name with its thread: an open place, a line, a full one. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 text-base font-semibold">
      <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden>
        <path d="M9 6h9" stroke="var(--accent-mark)" strokeWidth="1.5" />
        <circle cx="5" cy="6" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <circle cx="22" cy="6" r="4.25" fill="currentColor" />
      </svg>
      Throughline
    </span>
  );
}
