import { useSearch } from "@tanstack/react-router";
import { SettingsPage } from "../settings/settings-page.tsx";
import { ImportStart } from "./import-start.tsx";
import { OneImport } from "./one-import.tsx";

/** Bringing work in: a file is dropped, understood, tried and run, and what became of each value is told. */
export function ImportPage() {
  const search = useSearch({ strict: false }) as { import?: string };
  return (
    <SettingsPage current="import" title="Import" needs="import.run" what="importing">
      {search.import === undefined ? <ImportStart /> : <OneImport key={search.import} importId={search.import} />}
    </SettingsPage>
  );
}
