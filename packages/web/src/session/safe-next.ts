import { paths } from "../paths.ts";

const here = "http://here.invalid";

/** Where a sign-in leads: the page that was asked for, if it is one of ours as a browser reads it; else home. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith("/") || !URL.canParse(next, here)) return paths.home();
  const { origin, pathname } = new URL(next, here);
  return origin === here && pathname !== paths.signIn() ? next : paths.home();
}
