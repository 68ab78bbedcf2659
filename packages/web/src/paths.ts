/** Every address of the app, made in one place. */
const search = (parameters: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
};

/** Pages that stand for a team and for the whole organization alike. */
const figures = (organization: string, teamKey: string | undefined, page: string): string =>
  teamKey === undefined ? `/${organization}/${page}` : `/${organization}/teams/${teamKey}/${page}`;

export const paths = {
  home: () => "/",
  setup: () => "/setup",
  signIn: (next?: string) => `/sign-in${search({ next })}`,
  askReset: () => "/reset-password",
  reset: (token: string) => `/reset-password/${token}`,
  join: (token: string) => `/join/${token}`,
  newOrganization: () => "/new-organization",
  form: (organization: string, form: string) => `/f/${organization}/${form}`,
  tracking: (tracking: string) => `/track/${tracking}`,
  account: () => "/account",

  myWork: (organization: string) => `/${organization}/my-work`,
  triage: (organization: string, parameters: { team?: string; request?: string } = {}) =>
    `/${organization}/triage${search(parameters)}`,
  board: (organization: string, teamKey: string) => `/${organization}/teams/${teamKey}/board`,
  list: (organization: string, teamKey: string) => `/${organization}/teams/${teamKey}/list`,
  queue: (organization: string, teamKey: string) => `/${organization}/teams/${teamKey}/queue`,
  handOffs: (organization: string, teamKey: string) => `/${organization}/teams/${teamKey}/hand-offs`,
  flow: (organization: string, teamKey?: string) => figures(organization, teamKey, "flow"),
  forecast: (organization: string, teamKey?: string) => figures(organization, teamKey, "forecast"),
  process: (organization: string, teamKey?: string) => figures(organization, teamKey, "process"),
  whatIf: (organization: string, teamKey?: string) => figures(organization, teamKey, "what-if"),
  items: (organization: string) => `/${organization}/items`,
  item: (organization: string, key: string) => `/${organization}/items/${key}`,
  view: (organization: string, viewId: string) => `/${organization}/views/${viewId}`,
  search: (organization: string, text: string) => `/${organization}/search${search({ text })}`,
  workflows: (organization: string) => `/${organization}/workflows`,
  workflow: (organization: string, workflowId: string) => `/${organization}/workflows/${workflowId}`,
  routines: (organization: string) => `/${organization}/routines`,
  channels: (organization: string) => `/${organization}/channels`,
  channel: (organization: string, channelId: string) => `/${organization}/channels/${channelId}`,
  academy: (organization: string) => `/${organization}/academy`,
  lesson: (organization: string, lesson: string) => `/${organization}/academy/${lesson}`,
  people: (organization: string) => `/${organization}/settings/people`,
  teams: (organization: string) => `/${organization}/settings/teams`,
  team: (organization: string, teamKey: string) => `/${organization}/settings/teams/${teamKey}`,
  fields: (organization: string) => `/${organization}/settings/fields`,
  keys: (organization: string) => `/${organization}/settings/keys`,
  mail: (organization: string) => `/${organization}/settings/mail`,
  organization: (organization: string) => `/${organization}/settings/organization`,
  audit: (organization: string) => `/${organization}/settings/audit`,
  import: (organization: string) => `/${organization}/settings/import`,
  export: (organization: string) => `/${organization}/settings/export`,
} as const;
