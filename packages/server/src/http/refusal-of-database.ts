import pg from "pg";
import { Refusal } from "./refusal.ts";

/** What the database refused, or that it is away, as what is told of it; undefined for any other error. */
export function refusalOfDatabase(error: Error): Refusal | undefined {
  if (error instanceof pg.DatabaseError) return ofCode(error);
  const code = "code" in error ? String(error.code) : "";
  const isAway =
    ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND"].includes(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    );
  return isAway ? new Refusal("unavailable", "The database is restarting; try again in a moment") : undefined;
}

/** Constraints are the net beneath the checks of handlers: what falls into it is still told in plain words. */
function ofCode(error: pg.DatabaseError): Refusal {
  switch (error.code) {
    case "23503":
      return new Refusal("unknown_reference", "Something this refers to does not exist in this organization");
    case "23505":
      return new Refusal("conflict", "Something with the same key or name exists already");
    case "23514":
    case "22001":
    case "22003":
    case "22007":
    case "22008":
    case "22P02":
    case "22021":
    case "22P05":
      return new Refusal("invalid_input", "A value is outside what can be stored");
    case "55P03":
    case "40001":
    case "40P01":
      return new Refusal("busy");
    case "57014":
      return new Refusal("unavailable", "This took too long and was stopped; nothing was changed");
    case "53300":
    case "57P01":
    case "57P02":
    case "57P03":
    case "08006":
    case "25P03":
      return new Refusal("unavailable", "The database is restarting; try again in a moment");
    default:
      return new Refusal("failed");
  }
}
