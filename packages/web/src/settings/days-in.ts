/** Real days written as 2026-12-25, wherever they stand in a text. */
export const daysIn = (text: string): string[] =>
  [...new Set(text.match(/\b\d{4}-\d{2}-\d{2}\b/g) ?? [])].filter((day) => {
    const at = Date.parse(`${day}T00:00:00Z`);
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
  });
