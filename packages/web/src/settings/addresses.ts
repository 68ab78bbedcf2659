/** Addresses as people paste them: by lines, commas, semicolons or spaces, "Name <address>" included. */
export const addressesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((part) => part.replace(/^<|>$/g, "").trim())
      .filter((part) => part.includes("@")),
  ),
];
