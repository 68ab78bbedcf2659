/** Where text stops being JSON: the platform's own message tells that only sometimes. */

const BLANKS = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** The place (from 0) of the first character that JSON does not allow there; null where all is well. */
export function jsonFault(text: string): number | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const take = (character: string): boolean => {
    skip(BLANKS);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const value = (): boolean => {
    if (take("[")) return entries("]", value);
    if (take("{")) return entries("}", () => skip(BLANKS) && skip(TEXT) && take(":") && value());
    return skip(SCALAR);
  };
  const entries = (close: string, one: () => boolean): boolean => {
    if (take(close)) return true;
    do if (!one()) return false;
    while (take(","));
    return take(close);
  };
  const whole = value();
  skip(BLANKS);
  return whole && at === text.length ? null : at;
}
