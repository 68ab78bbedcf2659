import { PageHeader } from "../frame/page-header.tsx";

export function TrackingPage() {
  return <PageHeader title="Your request" />;
}
