import type { Person } from "@throughline/contract/people";
import type { Role } from "@throughline/domain/access/can";
import { client } from "../client.ts";
import { peopleQuery } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { failureOf } from "../session/use-attempt.ts";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { roleWords } from "./role-words.ts";

const show = (person: Person) =>
  queryClient.setQueryData(peopleQuery.queryKey, (rows) =>
    rows?.map((row) => (row.personId === person.personId ? person : row)),
  );

/** Gives someone another role: seen at once, taken back with a reason where it is refused. */
export async function changeRole(person: Person, role: Role): Promise<void> {
  const was = person.role;
  if (role === was) return;
  show({ ...person, role });
  try {
    const changed = await client.changePerson({ personId: person.personId, revision: person.revision, role });
    show(changed);
    showUndo(`${person.name} is now ${roleWords[role].name.toLowerCase()}`, () => void changeRole(changed, was));
  } catch (error) {
    show(person);
    const { sentence, problem } = failureOf(error);
    if (problem?.code === "stale") void queryClient.invalidateQueries({ queryKey: peopleQuery.queryKey });
    showToast({
      text: `${person.name} is still ${roleWords[was].name.toLowerCase()}`,
      detail: sentence ?? "",
      meaning: "bad",
    });
  }
}

/** @throws where it is refused: the field keeps what was typed and says why. */
export async function renamePerson(person: Person, name: string): Promise<void> {
  show(await client.changePerson({ personId: person.personId, revision: person.revision, name }));
}
