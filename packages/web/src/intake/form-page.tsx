import { PageHeader } from "../frame/page-header.tsx";

export function FormPage() {
  return <PageHeader title="Make a request" />;
}
