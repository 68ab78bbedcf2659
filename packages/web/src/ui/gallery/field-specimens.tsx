import { AtSign } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../avatar.tsx";
import { Checkbox } from "../checkbox.tsx";
import type { Choice } from "../choice-list.tsx";
import { ComboBox } from "../combo-box.tsx";
import { DateField } from "../date-field.tsx";
import { FileDrop } from "../file-drop.tsx";
import { Icon } from "../icon.tsx";
import { InlineEdit } from "../inline-edit.tsx";
import { NumberField } from "../number-field.tsx";
import { RadioGroup } from "../radio-group.tsx";
import { SearchField } from "../search-field.tsx";
import { Select } from "../select.tsx";
import { ShapeMark } from "../shape-mark.tsx";
import { Switch } from "../switch.tsx";
import { TextArea } from "../text-area.tsx";
import { TextField } from "../text-field.tsx";
import { Specimen, SpecimenGroup } from "./specimen.tsx";

const classes: Choice[] = [
  { id: "expedite", name: "Expedite", mark: <ShapeMark shape="triangle" />, hint: "now, before everything" },
  { id: "fixed-date", name: "Fixed date", mark: <ShapeMark shape="diamond" />, hint: "worthless after its date" },
  { id: "standard", name: "Standard", mark: <ShapeMark shape="disc" />, hint: "in its turn" },
  { id: "intangible", name: "Intangible", mark: <ShapeMark shape="ring" />, hint: "pays later", isDisabled: true },
];

const people: Choice[] = ["Duty Engineer", "Release Lead", "Front Desk", "Payroll Clerk"].map((name) => ({
  id: name,
  name,
  mark: <Avatar name={name} isDecorative />,
}));

export function FieldSpecimens() {
  const [serviceClass, setServiceClass] = useState<string | null>("standard");
  const [owner, setOwner] = useState<Choice | null>(people[1] ?? null);
  const [found, setFound] = useState<Choice | null>(null);
  const [day, setDay] = useState<string | null>("2025-03-14");
  const [title, setTitle] = useState("Renew the certificate of the mail gateway");
  return (
    <SpecimenGroup title="Fields">
      <Specimen name="TextField, TextArea, SearchField">
        <TextField label="Title" placeholder="What is to be done" className="w-full sm:w-64" />
        <TextField
          label="Email"
          type="email"
          description="Where the answer goes."
          before={<Icon of={AtSign} size={14} />}
          isRequired
          className="w-full sm:w-64"
        />
        <TextField
          label="Key"
          defaultValue="OPS OPS"
          error="A key has letters and digits only: try OPSOPS."
          className="w-full sm:w-64"
        />
        <TextField label="Closed" defaultValue="Cannot be changed" isDisabled className="w-full sm:w-64" />
        <TextArea label="Description" defaultValue={"Markdown.\nGrows as it is typed."} className="w-full" />
        <SearchField label="Filter items" keys="/" className="w-full sm:w-64" />
      </Specimen>
      <Specimen name="Select, ComboBox, NumberField, DateField">
        <Select
          label="Class of service"
          choices={classes}
          value={serviceClass}
          onChange={setServiceClass}
          className="w-full sm:w-64"
        />
        <ComboBox label="Owner" choices={people} value={owner} onChange={setOwner} className="w-full sm:w-64" />
        <ComboBox
          label="Duplicate of"
          placeholder="Search items"
          value={found}
          onChange={setFound}
          search={async (text) => {
            await new Promise((done) => setTimeout(done, 400));
            return Array.from({ length: 5 }, (_, at) => ({
              id: `${text}${at}`,
              name: `OPS-${at + 1} ${text}`,
              hint: "Open",
            }));
          }}
          className="w-full sm:w-64"
        />
        <NumberField label="Limit" defaultValue={5} minValue={1} unit="items" className="w-full sm:w-64" />
        <DateField
          label="Due"
          value={day}
          onChange={setDay}
          suggestions={[
            { name: "Tomorrow", day: "2025-03-12" },
            { name: "Monday", day: "2025-03-17" },
          ]}
          className="w-full sm:w-64"
        />
        <Select
          label="Team"
          choices={people}
          error="Choose a team: work needs somewhere to go."
          className="w-full sm:w-64"
        />
        <Select
          label="Sort by"
          isLabelHidden
          tone="quiet"
          choices={classes}
          value={serviceClass}
          onChange={setServiceClass}
          className="w-40"
        />
      </Specimen>
      <Specimen name="Checkbox, Switch, RadioGroup">
        <div className="flex flex-col">
          <Checkbox defaultSelected>Entry criteria are met</Checkbox>
          <Checkbox>Somebody has reviewed it</Checkbox>
          <Checkbox isIndeterminate>Some of these</Checkbox>
          <Checkbox isDisabled>Not yours to tick</Checkbox>
        </div>
        <div className="flex flex-col">
          <Switch defaultSelected>Hard limit</Switch>
          <Switch>Tell me by mail</Switch>
          <Switch isDisabled>Not available</Switch>
        </div>
        <RadioGroup label="Class of service" choices={classes} defaultValue="standard" />
      </Specimen>
      <Specimen name="InlineEdit, FileDrop">
        <div className="w-full">
          <InlineEdit
            label="Title"
            value={title}
            onSave={setTitle}
            check={(text) => (text === "" ? "A title is needed: say what is to be done." : null)}
            className="text-title font-semibold"
          />
          <InlineEdit label="Note" value="" onSave={() => undefined} placeholder="Add a note…" className="text-dense" />
        </div>
        <div className="w-full">
          <FileDrop
            label="Drop a history here"
            hint="XES or CSV, up to 200 MB"
            onFiles={() => undefined}
            accept={[".xes", ".csv"]}
            maxBytes={200_000_000}
          />
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
