import { paths } from "../paths.ts";
import { useHere } from "../session/session.ts";
import { Banner } from "../ui/banner.tsx";
import { Link } from "../ui/link.tsx";

/** Across the pages of a demo: that it is one, and for its owner where to remove it. */
export function DemoBanner({ organization }: { organization: string }) {
  const here = useHere();
  if (here.organization.kind !== "demo") return null;
  return (
    <Banner
      meaning="info"
      action={
        here.may("organization.remove") ? (
          <Link href={paths.organization(organization)}>Remove the demo</Link>
        ) : undefined
      }
    >
      This is a demo. Its people and their work are invented; change anything you like.
    </Banner>
  );
}
