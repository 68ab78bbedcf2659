export function NewOrganizationPage() {
  return null;
}
