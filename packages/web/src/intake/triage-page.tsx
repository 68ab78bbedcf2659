import { PageHeader } from "../frame/page-header.tsx";

export function TriagePage() {
  return <PageHeader title="Triage" />;
}
