import { useMemo } from "react";
import { ComboBox, type ComboBoxProps } from "../ui/combo-box.tsx";

/** The zone of this browser. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const zones = (): string[] => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ownTimeZone()])];

/** The difference from UTC at this moment: "UTC+5:30". */
function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts();
  return (parts.find((part) => part.type === "timeZoneName")?.value ?? "").replace("GMT", "UTC");
}

/** A time zone of the IANA database, found by typing a city. */
export function TimeZoneField({
  value,
  onChange,
  ...props
}: Omit<ComboBoxProps, "choices" | "search" | "value" | "onChange" | "label"> & {
  label?: string;
  value: string;
  onChange: (zone: string) => void;
}) {
  const choices = useMemo(
    () => zones().map((zone) => ({ id: zone, name: zone.replaceAll("_", " "), hint: offsetOf(zone) })),
    [],
  );
  return (
    <ComboBox
      label="Time zone"
      {...props}
      choices={choices}
      value={choices.find((choice) => choice.id === value) ?? { id: value, name: value }}
      onChange={(choice) => {
        if (choice) onChange(choice.id);
      }}
    />
  );
}
