/** How a column writes fractions: 1,234.5 or 1.234,5. */
export type DecimalMark = "point" | "comma";

const POINT = /^[+-]?(?:\d{1,15}|\d{1,3}(?:[, '\u00a0\u202f]\d{3}){1,4})(?:\.\d{1,12})?$/;
const COMMA = /^[+-]?(?:\d{1,15}|\d{1,3}(?:[. '\u00a0\u202f]\d{3}){1,4})(?:,\d{1,12})?$/;
const SCIENTIFIC = /^[+-]?\d(?:\.\d{1,15})?e[+-]?\d{1,2}$/i;

/**
 * The number `text` writes, or null where it is none, or one that a double cannot hold exactly enough to be a
 * quantity (more than 15 digits: an id).
 */
export function readNumber(text: string, mark: DecimalMark): number | null {
  const written = text.trim();
  if (written.length > 40) return null;
  if (SCIENTIFIC.test(written)) return Number(written);
  if (!(mark === "point" ? POINT : COMMA).test(written)) return null;
  const plain = written.replace(mark === "point" ? /[, '\u00a0\u202f]/g : /[. '\u00a0\u202f]/g, "");
  const digits = mark === "point" ? plain : plain.replace(",", ".");
  return digits.replace(/[^\d]/g, "").length > 15 ? null : Number(digits);
}

/** A code that only looks like a number, such as 0042: read as a number it would lose its zeros. */
export function isCode(text: string): boolean {
  return /^0\d/.test(text.trim());
}
