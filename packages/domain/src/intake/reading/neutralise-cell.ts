/**
 * Keeps spreadsheets from running exported text as a formula (OWASP, "CSV Injection"), so that it can be undone.
 *
 * A text that begins with any number of apostrophes and then one of `= + - @`, their full-width forms, tab, carriage
 * return, line feed or NUL gets one more apostrophe in front: spreadsheets show the rest as text. Reading back, one
 * apostrophe is taken from every text that begins with at least one and then such a character. Since neutralising
 * adds to exactly the texts that restoring would otherwise take from, restoring gives back every text unchanged.
 */
const BEGINS_FORMULA = /^'*[=+\-@＝＋－＠\t\r\n\0]/;
const NEUTRALISED = /^'+[=+\-@＝＋－＠\t\r\n\0]/;

export function neutraliseCell(text: string): string {
  return BEGINS_FORMULA.test(text) ? `'${text}` : text;
}

/** The inverse. Other tools write apostrophes for the same reason, so it is right for their exports too. */
export function restoreCell(text: string): string {
  return text.charCodeAt(0) === 39 && NEUTRALISED.test(text) ? text.slice(1) : text;
}
