export type ToastText = {
  /** What was done, in the past tense: "Moved OPS-12 to Review". */
  text: string;
  detail?: string;
  /** `bad` for a refusal: it stays until it is dismissed. */
  meaning?: "neutral" | "bad";
  /** What takes it back. */
  action?: { name: string; run: () => void };
};

export type Toast = ToastText & { readonly id: number; readonly forMs: number | null };

const atMost = 3;
let shown: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Shows a notice for 6 s, 10 s with an action; a refusal until it is dismissed. Beyond three the oldest goes. Gives its id. */
export function showToast(toast: ToastText): number {
  const id = nextId;
  nextId += 1;
  const forMs = toast.meaning === "bad" ? null : toast.action === undefined ? 6_000 : 10_000;
  change([...shown, { ...toast, id, forMs }].slice(-atMost));
  return id;
}

/** Says what was done and offers to take it back. */
export function showUndo(text: string, undo: () => void): number {
  return showToast({ text, action: { name: "Undo", run: undo } });
}

export function dismissToast(id: number): void {
  change(shown.filter((toast) => toast.id !== id));
}

export function toasts(): readonly Toast[] {
  return shown;
}

export function onToastsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly Toast[]): void {
  shown = next;
  for (const listener of listeners) listener();
}
