import { PageHeader } from "../frame/page-header.tsx";

export function RoutinesPage() {
  return <PageHeader title="Routines" />;
}
