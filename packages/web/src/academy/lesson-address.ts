import { paths } from "../paths.ts";

/** A lesson's page. Its id has slashes (`flow/wip/littles-law`), which proxies like to undo; in the address they are dots. */
export const lessonPath = (organization: string, lessonId: string): string =>
  paths.lesson(organization, lessonId.replaceAll("/", "."));

/** The id of the lesson an address names. */
export const lessonIdOf = (address: string): string => address.replaceAll(".", "/");
