import { useQuery } from "@tanstack/react-query";
import { PageSection } from "../frame/page-section.tsx";
import { fieldsQuery, labelsQuery } from "../organization/directory.ts";
import { useHere } from "../session/session.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { FieldRows } from "./field-rows.tsx";
import { LabelRows } from "./label-rows.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** What items can say beyond what every item says: custom fields and labels. */
export function FieldsPage() {
  const here = useHere();
  const fields = useQuery(fieldsQuery);
  const labels = useQuery(labelsQuery);
  const isSlow = useIsSlow(fields.isLoading || labels.isLoading);
  const readAgain = () => {
    void fields.refetch();
    void labels.refetch();
  };
  return (
    <SettingsPage current="fields" title="Fields and labels" needs="item.write" what="fields and labels" measure="text">
      {fields.isError || labels.isError ? (
        <ErrorState title="Fields and labels could not be read" onRetry={readAgain}>
          The server did not answer. Nothing is lost.
        </ErrorState>
      ) : fields.data && labels.data ? (
        <>
          <PageSection
            title="Custom fields"
            note="Every item has them, in this order. Lists show, sort and filter by them."
          >
            <FieldRows fields={fields.data} isReadOnly={!here.may("workflow.design")} />
          </PageSection>
          <PageSection title="Labels" note="Words for what cuts across teams and workflows. An item may have several.">
            <LabelRows labels={labels.data} isReadOnly={!here.may("item.write")} />
          </PageSection>
        </>
      ) : isSlow ? (
        <SkeletonRows />
      ) : null}
    </SettingsPage>
  );
}
