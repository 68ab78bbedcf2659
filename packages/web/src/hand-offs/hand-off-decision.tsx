export interface HandOffDecisionProps {
  readonly itemId: string;
  readonly itemKey: string;
  readonly handOffId: string;
  readonly fromTeamId: string;
  readonly toTeamId: string;
}

/** Accept, decline or withdraw, as the reader's teams allow. */
export function HandOffDecision(_: HandOffDecisionProps) {
  return null;
}
