export function AcademyPage() {
  return null;
}
