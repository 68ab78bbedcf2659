import { PageHeader } from "../frame/page-header.tsx";

export function ChannelPage() {
  return <PageHeader title="Form" />;
}
