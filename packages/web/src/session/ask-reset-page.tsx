export function AskResetPage() {
  return null;
}
