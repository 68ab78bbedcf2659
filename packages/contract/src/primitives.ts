import { z } from "zod";

export const id = z.uuid();
/** An item by its id or by its key (`OPS-12`). */
export const itemReference = z.union([z.uuid(), z.string().regex(/^[A-Z][A-Z0-9]{0,7}-[1-9][0-9]{0,9}$/)], {
  error: "Give an item's id or its key, such as OPS-12",
});
export const instant = z.iso.datetime({ offset: true });
export const day = z.iso.date();
/** The revision the caller last read; the update is refused as stale when it has moved on. */
export const revision = z.int().min(1);
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, "Name a time zone of the IANA database, such as Europe/Lisbon");

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** One line of text without control characters, trimmed. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "Write something here")
    .max(most, `At most ${most} characters`)
    .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]*$/u, "One line of text, without control characters");
/** Text of several lines; may be empty. NUL and lone surrogates cannot be stored. */
export const prose = (most: number) =>
  z
    .string()
    .max(most, `At most ${most} characters`)
    .regex(/^[^\u0000\ud800-\udfff]*$/u, "Remove the characters that are not text");
export const someProse = (most: number) => prose(most).trim().min(1, "Write something here");
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("An email address, such as name@example.org"))
  .pipe(z.string().max(254));

/** Keyset page of a list: `after` is the `next` of the page before. */
export const pageQuery = {
  after: z.string().max(400).optional().describe("The `next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export const pageOf = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
/** A query parameter that may be repeated or separated by commas. */
export const listOf = <T extends z.ZodType<unknown, string>>(one: T, most = 200) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(",")).filter(Boolean))
    .pipe(z.array(one).max(most));
export const flag = z.stringbool();
export const nothing = z.object({});
