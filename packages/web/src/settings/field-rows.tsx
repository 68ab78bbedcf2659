import type { Field } from "@throughline/contract/fields";
import { Archive, ArrowDown, ArrowUp } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { InlineEdit } from "../ui/inline-edit.tsx";
import { ChoiceEditor } from "./choice-editor.tsx";
import { changeField, moveField, setArchived } from "./field-deeds.ts";
import { fieldKinds } from "./field-kinds.ts";
import { NewField } from "./new-field.tsx";

const archive = (field: Field, archived: boolean) => changeField(field, { archived });

/** The custom fields: renamed, ordered, given other choices and archived in place. */
export function FieldRows({ fields, isReadOnly }: { fields: readonly Field[]; isReadOnly: boolean }) {
  const [isMaking, setMaking] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const inUse = fields
    .filter((field) => field.archivedAt === null)
    .toSorted((a, b) => a.position - b.position || a.name.localeCompare(b.name));
  const archived = fields.filter((field) => field.archivedAt !== null);
  return (
    <>
      {inUse.length === 0 && !isMaking ? (
        <p className="mb-3 text-dense text-faint">
          None yet. A field such as Impact or Customer lets you sort and filter by what matters to you.
        </p>
      ) : null}
      <ul className="divide-y divide-rule border-y border-rule text-dense empty:hidden">
        {inUse.map((field, at) => {
          const kind = fieldKinds[field.kind];
          return (
            <li key={field.fieldId} className="py-1">
              <div className="flex min-h-7 items-center gap-2.5">
                <span className="flex text-faint" title={kind.name}>
                  <Icon of={kind.icon} size={14} />
                </span>
                <div className="min-w-0 flex-1">
                  <InlineEdit
                    label={`Name of the field ${field.name}`}
                    value={field.name}
                    isReadOnly={isReadOnly}
                    className="font-medium"
                    check={(text) =>
                      text === "" ? "Give it a name" : text.length > 80 ? "At most 80 characters" : null
                    }
                    onSave={async (name) => {
                      await changeField(field, { name });
                    }}
                  />
                </div>
                {field.kind === "choice" ? (
                  <Button
                    tone="quiet"
                    size="small"
                    aria-expanded={open === field.fieldId}
                    onPress={() => setOpen(open === field.fieldId ? null : field.fieldId)}
                  >
                    {field.choices.length} {field.choices.length === 1 ? "choice" : "choices"}
                  </Button>
                ) : (
                  <span className="text-small text-muted">{kind.name}</span>
                )}
                {isReadOnly ? null : (
                  <span className="flex">
                    <IconButton
                      size="small"
                      label={`Move ${field.name} up`}
                      icon={<Icon of={ArrowUp} size={14} />}
                      isDisabled={at === 0}
                      onPress={() => void moveField(inUse, field, -1)}
                    />
                    <IconButton
                      size="small"
                      label={`Move ${field.name} down`}
                      icon={<Icon of={ArrowDown} size={14} />}
                      isDisabled={at === inUse.length - 1}
                      onPress={() => void moveField(inUse, field, 1)}
                    />
                    <IconButton
                      size="small"
                      label={`Archive ${field.name}`}
                      icon={<Icon of={Archive} size={14} />}
                      onPress={() => void setArchived(field, true, archive)}
                    />
                  </span>
                )}
              </div>
              {open === field.fieldId ? (
                <div className="pt-1 pb-2 pl-6">
                  {isReadOnly ? (
                    <p className="text-muted">{field.choices.map((choice) => choice.name).join(", ")}</p>
                  ) : (
                    <ChoiceEditor key={field.revision} field={field} onClose={() => setOpen(null)} />
                  )}
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
      {isReadOnly ? null : isMaking ? (
        <NewField onClose={() => setMaking(false)} />
      ) : (
        <Button className="mt-3" onPress={() => setMaking(true)}>
          New field
        </Button>
      )}
      {archived.length === 0 ? null : (
        <details className="mt-4 text-dense">
          <summary className="cursor-default rounded-small text-muted">Archived ({archived.length})</summary>
          <ul className="mt-1 divide-y divide-rule border-y border-rule">
            {archived.map((field) => (
              <li key={field.fieldId} className="flex min-h-row items-center gap-2.5">
                <span className="min-w-0 flex-1 truncate text-muted">{field.name}</span>
                {isReadOnly ? null : (
                  <Button
                    size="small"
                    onPress={() => void setArchived(field, false, archive)}
                    aria-label={`Bring back ${field.name}`}
                  >
                    Bring back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
