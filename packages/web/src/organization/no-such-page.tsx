import { paths } from "../paths.ts";
import { BarePage } from "../frame/bare-page.tsx";
import { Link } from "../ui/link.tsx";

export function NoSuchPage() {
  return (
    <BarePage title="There is no such page" lead="The address may be mistyped, or what it showed was removed.">
      <Link href={paths.home()}>Go to my work</Link>
    </BarePage>
  );
}
