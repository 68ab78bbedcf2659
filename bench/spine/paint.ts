/** Click to paint, here and in another browser. */
export async function measurePaint(
  _databaseUrl: string,
  _folder: string,
  print: (line: string) => void,
): Promise<{ click: number; other: number } | null> {
  print("paint: not measured yet");
  return null;
}
