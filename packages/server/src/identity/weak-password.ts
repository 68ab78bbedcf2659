const runs = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
];
const words = new Set(
  "password passwort passwd letmein welcome iloveyou admin administrator changeme qwerty qwertz azerty qwertyuiop asdfghjkl monkey dragon football baseball sunshine princess superman batman master shadow trustno secret login root user test guest throughline".split(
    " ",
  ),
);
const lookalikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/**
 * Why a password would be guessed first, for the person to read; null: it would not. The length is checked elsewhere.
 * @param known what is public about the person: name, address.
 */
export function weakPassword(password: string, known: readonly string[]): string | null {
  const text = password.normalize("NFKC").toLowerCase();
  const characters = Array.from(text);
  if (new Set(characters).size < 5) return "Use more than a few different characters";
  const back = characters.toReversed().join("");
  if (runs.some((run) => run.includes(text) || run.includes(back)))
    return "A row of the keyboard is guessed first; use a few words";
  const stem = text.replace(/[^\p{L}]+$/u, "");
  if ([text, spelledOut(text), spelledOut(stem)].map(lettersOf).some((form) => words.has(form) || isTwice(form)))
    return "This is one of the first passwords anyone would try; use a few words";
  for (const fact of known.flatMap((value) => [value, value.split("@")[0] ?? ""]))
    if (fact.length >= 4 && text.replaceAll(fact.toLowerCase(), "").length < 4)
      return "Your own name or address is guessed first; use a few words";
  return null;
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, "");
const spelledOut = (text: string): string => text.replace(/[013457@$!]/g, (sign) => lookalikes[sign] ?? sign);
const isTwice = (form: string): boolean => {
  const half = form.slice(form.length / 2);
  return words.has(half) && form === half + half;
};
