import type { Team } from "@throughline/contract/teams";
import type { ReactNode } from "react";
import { FailureNotice } from "../session/failure-notice.tsx";
import { TimeZoneField } from "../session/time-zone-field.tsx";
import { useAttempt } from "../session/use-attempt.ts";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { changeTeam, type TeamChange } from "./team-deeds.ts";
import { NumberSetting } from "./number-setting.tsx";

/** Name, key, zone, capacity and hand-off expiry, each saved as it is changed. */
export function TeamProperties({ team, isReadOnly }: { team: Team; isReadOnly: boolean }) {
  const { attempt, failure } = useAttempt();
  const save = async (change: TeamChange) => {
    await changeTeam(team, change);
  };
  const zone = team.timeZone.replaceAll("_", " ");
  return (
    <section>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-2.5 text-dense sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Property name="Name">
          <InlineEdit
            label="Name"
            value={team.name}
            isReadOnly={isReadOnly}
            className="font-medium"
            check={(text) => (text === "" ? "Give it a name" : text.length > 120 ? "At most 120 characters" : null)}
            onSave={(name) => save({ name })}
          />
        </Property>
        <Property name="Key">
          <span className="tabular-nums">{team.key}</span>{" "}
          <span className="text-faint">as in {team.key}-12; it stays</span>
        </Property>
        <Property name="What it does">
          <InlineEdit
            label="What it does"
            value={team.description}
            isReadOnly={isReadOnly}
            placeholder={isReadOnly ? "Not said" : "Say what this team is for"}
            check={(text) => (text.length > 2000 ? "At most 2000 characters" : null)}
            onSave={(description) => save({ description })}
          />
        </Property>
        <Property name="Time zone">
          {isReadOnly ? (
            zone
          ) : (
            <TimeZoneField
              isLabelHidden
              className="max-w-72"
              value={team.timeZone}
              onChange={(timeZone) => void attempt(() => save({ timeZone }))}
            />
          )}
        </Property>
        <Property name="Capacity">
          <NumberSetting
            label="Capacity"
            value={team.capacity}
            unit="items"
            maxValue={100_000}
            isReadOnly={isReadOnly}
            description="In progress at once, over all its workflows"
            onSave={(capacity) => save({ capacity: capacity ?? 0 })}
          />
        </Property>
        <Property name="Offers expire">
          <NumberSetting
            label="Hours until a hand-off offer expires"
            value={team.handOffExpiryHours}
            unit="hours"
            minValue={1}
            maxValue={2000}
            step={1}
            none="Never"
            isReadOnly={isReadOnly}
            description="What nobody answers goes back to the giver"
            onSave={(handOffExpiryHours) => save({ handOffExpiryHours })}
          />
        </Property>
      </dl>
      <div className="mt-2">
        <FailureNotice failure={failure} />
      </div>
    </section>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
