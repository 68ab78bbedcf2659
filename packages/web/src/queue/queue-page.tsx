import { PageHeader } from "../frame/page-header.tsx";

export function QueuePage() {
  return <PageHeader title="Queue" />;
}
