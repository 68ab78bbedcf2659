/** A way through the process as a short text: the same for the same activities, however they are numbered. FNV-1a over 2 × 32 bits. */
export function variantKey(trace: ArrayLike<number>, activities: readonly string[]): string {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < trace.length; i++) {
    const text = `${activities[trace[i]!] ?? ""}\n`;
    for (let at = 0; at < text.length; at++) {
      low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
      high = Math.imul(high ^ text.charCodeAt(at), 0x5bd1e995);
    }
  }
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
