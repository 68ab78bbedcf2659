import { expect, test } from "vitest";

import { parsePostmasterFile } from "./postmaster-file.ts";

test("reads the process and the port of a server that is ready, and of one that has just begun to write", () => {
  const whole = "9044\n/data/cluster\n1795438037\n45999\n\n127.0.0.1\n  2146386         8\nready   \n";
  expect(parsePostmasterFile(whole)).toEqual({ processId: 9044, port: 45999 });
  expect(parsePostmasterFile("9044\n/data/cluster\n1795438037\n45999\n")).toEqual({ processId: 9044, port: 45999 });
});

test.each([[""], ["\n\n\n\n"], ["9044\n"], ["9044\n/data\n1795438037\n"], ["-1\n/data\n1\n45999\n"], ["some text\n"]])(
  "takes %j for no server's",
  (text) => {
    expect(parsePostmasterFile(text)).toBeUndefined();
  },
);
