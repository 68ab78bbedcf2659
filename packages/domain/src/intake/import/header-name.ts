/** Column names brought to one form, so that `sys_updated_at`, `SysUpdatedAt` and "Sys updated at" are the same. */

/** The words of a name in lower case: letters and digits only, `fooBar` split in two, a zone in brackets dropped. */
export function headerWords(name: string): readonly string[] {
  return name
    .slice(0, 300)
    .replace(/\((?:utc|gmt)\)\s*$/i, "")
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The words run together, which is how names are compared: "Case ID", `case_id` and `caseid` are all `caseid`. */
export function headerKey(name: string): string {
  return headerWords(name).join("");
}

/** The name inside Jira's "Custom field (Story Points)", or null. */
export function customFieldName(name: string): string | null {
  return /^custom field \((.+)\)$/is.exec(name.trim())?.[1] ?? null;
}
