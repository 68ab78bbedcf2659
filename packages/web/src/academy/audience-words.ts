/** The people lessons are written for, by the id the body of knowledge gives them. */
export const audienceWords: Readonly<Record<string, string>> = {
  "knowledge-worker": "Knowledge workers",
  "team-lead": "Team leads and people managers",
  "platform-professional": "Professionals on work platforms",
  designer: "Workflow designers and system owners",
  leader: "Operations and business leaders",
};
