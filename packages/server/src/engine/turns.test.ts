import { describe, expect, test } from "vitest";
import { Refusal } from "../http/refusal.ts";
import { Turns } from "./turns.ts";

const person = (organizationId: string, personId: string) => ({ organizationId, personId });
const [ann, ben, eve] = [person("a", "ann"), person("a", "ben"), person("b", "eve")] as const;
const never = new AbortController().signal;

/** Takes turns and tells whose came, in order. */
function watched(threads: number, waiting = 64) {
  const turns = new Turns({ threads, waiting });
  const came: string[] = [];
  const refused: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, asker: typeof ann, isLong = false, signal = never) => {
    turns.take(asker, isLong, signal).then(
      (end) => {
        came.push(name);
        ends.set(name, end);
      },
      (error: unknown) => refused.push(`${name} ${error instanceof Refusal ? error.code : "left"}`),
    );
  };
  const settled = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { turns, came, refused, ask, end, settled };
}

describe("turns", () => {
  test("leave one thread to others where one person asks much", async () => {
    const { came, ask, end, settled } = watched(2);
    for (const name of ["a1", "a2", "a3"]) ask(name, ann);
    await settled();
    expect(came).toEqual(["a1"]);
    ask("b1", ben);
    await settled();
    expect(came).toEqual(["a1", "b1"]);
    await end("b1");
    expect(came).toEqual(["a1", "b1"]);
    await end("a1");
    expect(came).toEqual(["a1", "b1", "a2"]);
  });

  test("leave one thread to what is answered soon", async () => {
    const { came, ask, settled } = watched(2);
    ask("a long", ann, true);
    ask("b long", ben, true);
    ask("e short", eve);
    await settled();
    expect(came).toEqual(["a long", "e short"]);
  });

  test("come first to the organization, then to the person, with the fewest under way", async () => {
    const { came, ask, end, settled } = watched(3);
    ask("a1", ann);
    ask("a2", ann);
    ask("b1", ben);
    for (const [name, asker] of [
      ["a3", ann],
      ["b2", ben],
      ["e1", eve],
    ] as const)
      ask(name, asker);
    await settled();
    expect(came).toEqual(["a1", "a2", "b1"]);
    await end("a1");
    expect(came.at(-1)).toBe("e1");
    await end("b1");
    expect(came.at(-1)).toBe("b2");
  });

  test("are given one after the other where there is one thread, to whoever asks", async () => {
    const { came, ask, end, settled } = watched(1);
    ask("a1", ann, true);
    ask("a2", ann);
    await settled();
    expect(came).toEqual(["a1"]);
    await end("a1");
    expect(came).toEqual(["a1", "a2"]);
  });

  test("end once however often they are ended", async () => {
    const { came, ask, end, settled } = watched(1);
    for (const name of ["1", "2", "3"]) ask(name, ann);
    await settled();
    await end("1");
    await end("1");
    expect(came).toEqual(["1", "2"]);
  });

  test("are bounded for one person, long ones more narrowly", async () => {
    const { refused, ask, end, settled } = watched(2);
    for (const name of ["1", "2", "3"]) ask(name, ann, true);
    await settled();
    expect(refused).toEqual(["3 too_many_requests"]);
    await end("1");
    for (let more = 4; more < 17; more++) ask(String(more), ann);
    await settled();
    expect(refused).toEqual(["3 too_many_requests", "15 too_many_requests", "16 too_many_requests"]);
  });

  test("are bounded for all, at the cost of the organization that has most waiting", async () => {
    const { came, refused, ask, settled } = watched(1, 3);
    for (const name of ["1", "2", "3", "4"]) ask(name, ann);
    ask("e1", eve);
    await settled();
    expect(came).toEqual(["1"]);
    expect(refused).toEqual(["4 unavailable"]);
  });

  test("are no longer waited for by who is gone", async () => {
    const { turns, came, refused, ask, end, settled } = watched(1);
    const asker = new AbortController();
    ask("1", ann);
    ask("2", ann, false, asker.signal);
    ask("3", ben);
    asker.abort(new Error("gone"));
    await settled();
    expect(refused).toEqual(["2 left"]);
    await end("1");
    expect(came).toEqual(["1", "3"]);
    await expect(turns.take(ann, false, asker.signal)).rejects.toThrow("gone");
  });
});
