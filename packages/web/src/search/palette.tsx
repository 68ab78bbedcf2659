export function Palette(_props: { onClose: () => void; onCreate: () => void }) {
  return null;
}
