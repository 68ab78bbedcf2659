import { Banner, OfflineBanner } from "../banner.tsx";
import { Button } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { ErrorState } from "../error-state.tsx";
import { NoAccessState } from "../no-access-state.tsx";
import { SkeletonRows } from "../skeleton.tsx";
import { Specimen, SpecimenGroup } from "./specimen.tsx";

export function StateSpecimens() {
  return (
    <SpecimenGroup title="States">
      <Specimen name="Banner">
        <div className="w-full space-y-2">
          <OfflineBanner />
          <Banner meaning="info" action={<Button size="small">Remove it</Button>}>
            This is a demonstration organization.
          </Banner>
          <Banner meaning="good">The import is complete: 7,554 items.</Banner>
          <Banner meaning="bad">Your access to this organization has ended.</Banner>
        </div>
      </Specimen>
      <Specimen name="EmptyState, ErrorState, NoAccessState">
        <div className="grid w-full sm:grid-cols-2">
          <EmptyState title="Nothing waits for you" action={<Button tone="primary">Pull the next item</Button>}>
            Items you pulled, hand-offs offered to you and approvals stand here.
          </EmptyState>
          <ErrorState title="The board could not be loaded" onRetry={() => undefined} reference="01JQ-7F2K">
            The server did not answer within 10 seconds. What you typed is kept.
          </ErrorState>
          <NoAccessState what="this project" grantedBy="an owner or admin of the organization" />
        </div>
      </Specimen>
      <Specimen name="SkeletonRows">
        <div className="w-full">
          <SkeletonRows rows={5} />
        </div>
      </Specimen>
    </SpecimenGroup>
  );
}
