import type { ReactNode } from "react";

/** One component under its name. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className="border-t border-rule py-4">
      <h3 className="mb-3 text-small text-faint">{name}</h3>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">{children}</div>
    </section>
  );
}

export function SpecimenGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-10 break-inside-avoid">
      <h2 className="mb-2 text-title font-semibold">{title}</h2>
      {children}
    </section>
  );
}
