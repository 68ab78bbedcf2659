/**
 * Browsers give `crypto.randomUUID` only to pages that came over HTTPS or from the machine itself. A server in one's own
 * network is opened over plain HTTP as well, so there it is made from random bytes, which every page may have.
 */
function randomUUID(): ReturnType<Crypto["randomUUID"]> {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = (from: number, to: number) =>
    Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex(0, 4)}-${hex(4, 6)}-${hex(6, 8)}-${hex(8, 10)}-${hex(10, 16)}`;
}

if (!("randomUUID" in crypto)) Object.defineProperty(crypto, "randomUUID", { value: randomUUID });
