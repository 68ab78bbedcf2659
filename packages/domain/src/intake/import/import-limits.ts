/** How much of each value an import keeps, in characters or entries. What is beyond is cut and reported. */
export interface ImportLimits {
  readonly key: number;
  readonly title: number;
  readonly description: number;
  readonly comment: number;
  readonly kind: number;
  /** States, teams, people, priorities, labels, choices. */
  readonly name: number;
  readonly fieldText: number;
  readonly address: number;
  readonly labels: number;
  readonly contributors: number;
  readonly watchers: number;
  readonly links: number;
  readonly fieldValues: number;
}

export const IMPORT_LIMITS: ImportLimits = {
  key: 200,
  title: 500,
  description: 100_000,
  comment: 100_000,
  kind: 60,
  name: 200,
  fieldText: 5000,
  address: 2000,
  labels: 50,
  contributors: 50,
  watchers: 200,
  links: 200,
  fieldValues: 50,
};
