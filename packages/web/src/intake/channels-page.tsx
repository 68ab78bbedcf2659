import { PageHeader } from "../frame/page-header.tsx";

export function ChannelsPage() {
  return <PageHeader title="Forms" />;
}
