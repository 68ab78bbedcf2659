import type { Input } from "@throughline/contract/endpoint";
import type { changeTeam as changeTeamEndpoint, Team } from "@throughline/contract/teams";
import { client } from "../client.ts";
import { teamsQuery } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { failureOf } from "../session/use-attempt.ts";
import { showToast, showUndo } from "../ui/toast-queue.ts";

export type TeamChange = Omit<Input<typeof changeTeamEndpoint>, "teamId" | "revision">;

export const showTeam = (team: Team) =>
  queryClient.setQueryData(teamsQuery.queryKey, (rows) =>
    rows?.some((row) => row.teamId === team.teamId)
      ? rows.map((row) => (row.teamId === team.teamId ? team : row))
      : [...(rows ?? []), team],
  );

/**
 * Saves a change of a team as it was last read; someone else's newer state is shown where there is one.
 * @throws the refusal, for the field that asked.
 */
export async function changeTeam(team: Team, change: TeamChange): Promise<Team> {
  try {
    const saved = await client.changeTeam({ teamId: team.teamId, revision: team.revision, ...change });
    showTeam(saved);
    return saved;
  } catch (error) {
    const current = failureOf(error).problem?.current as Team | undefined;
    if (current) showTeam(current);
    throw error;
  }
}

/** The same for what is seen at once and can be taken back: shown, confirmed behind, undone from the notice. */
export async function changeTeamAtOnce(
  team: Team,
  shown: Team,
  change: TeamChange,
  said: string,
  back: TeamChange,
): Promise<void> {
  showTeam(shown);
  try {
    const saved = await changeTeam(team, change);
    showUndo(said, () => void changeTeam(saved, back).catch((error: unknown) => tell(saved, error)));
  } catch (error) {
    if (failureOf(error).problem?.code !== "stale") showTeam(team);
    tell(team, error);
  }
}

function tell(team: Team, error: unknown): void {
  const { sentence, problem } = failureOf(error);
  showToast({
    text: `${team.name} was not changed`,
    detail:
      problem?.code === "stale"
        ? "Someone else changed it meanwhile; what they saved is shown now. Try again."
        : (sentence ?? ""),
    meaning: "bad",
  });
}
