import { Select } from "../ui/select.tsx";
import type { Steps } from "./time-scale.ts";

/** How the time axis runs. */
export function StepsChoice({ steps, onSteps }: { steps: Steps; onSteps: (steps: Steps) => void }) {
  return (
    <Select
      label="Time axis"
      isLabelHidden
      tone="quiet"
      value={steps}
      onChange={(id) => onSteps(id === "even" ? "even" : "stretched")}
      choices={[
        { id: "even", name: "Even steps" },
        { id: "stretched", name: "Short times stretched" },
      ]}
    />
  );
}
