import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import type { Endpoint } from "@throughline/contract/endpoint";
import { eventNames } from "@throughline/contract/events";
import { refusals } from "@throughline/contract/refusals";
import { describe, expect, test } from "vitest";
import { handlers } from "./handlers.ts";

const declared = Object.entries(endpoints) as [string, Endpoint][];

describe("handlers and contract", () => {
  test("are one to one: every endpoint has a handler, every handler an endpoint, none twice", () => {
    expect(handlers.map((handler) => handler.name).toSorted()).toEqual([...endpointNames].toSorted());
    for (const handler of handlers) expect(handler.endpoint).toBe(endpoints[handler.name]);
  });

  test("no two endpoints share a method and an address, whatever their parameters are called", () => {
    const addresses = declared.map(([, { method, path }]) => `${method} ${path.replaceAll(/:[A-Za-z]+/g, ":")}`);
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([]);
  });

  test("every parameter of an address is declared, and nothing else is", () => {
    for (const [name, { path, params }] of declared) {
      const inPath = [...path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1]);
      expect([name, Object.keys(params?.shape ?? {}).toSorted()]).toEqual([name, inPath.map(String).toSorted()]);
    }
  });

  test("names of parameters, query and body do not clash within an endpoint", () => {
    for (const [name, { params, query, body }] of declared) {
      const names = [params, query, body].flatMap((part) => Object.keys(part?.shape ?? {}));
      expect([name, names.filter((one, at) => names.indexOf(one) !== at)]).toEqual([name, []]);
    }
  });

  test("reading takes no body and records nothing; codes and events are known ones", () => {
    for (const [name, { method, body, events, refusals: codes }] of declared) {
      if (method === "GET") expect([name, body, events]).toEqual([name, undefined, undefined]);
      for (const code of codes) expect(refusals).toHaveProperty(code);
      for (const event of events ?? []) expect(Object.keys(eventNames)).toContain(event);
    }
  });
});
