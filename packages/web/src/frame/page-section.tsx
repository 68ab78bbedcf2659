import type { ReactNode } from "react";

export type PageSectionProps = {
  title: ReactNode;
  /** What this part is for, in a sentence. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** A part of a page: a rule (but for the first, which has the head's), a heading, its content. No box around it. */
export function PageSection({ title, note, actions, children }: PageSectionProps) {
  return (
    <section className="not-first:mt-8 not-first:border-t not-first:border-rule-strong not-first:pt-3">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{title}</h2>
          {note === undefined ? null : <p className="mt-0.5 text-dense text-muted">{note}</p>}
        </div>
        {actions === undefined ? null : <div className="flex items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
