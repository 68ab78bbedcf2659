/** Reads XES event logs, plain or gzip, one case at a time. */
import { SaxesParser } from "saxes";
import { decodeText, encodingOf } from "./decode-text.ts";
import { BYTE_LIMITS, type ByteLimits, type ByteSource, peek, plainBytes } from "./plain-bytes.ts";
import { ReadRefusal } from "@throughline/domain/intake/reading/read-refusal";
import { type StrayEvents, xesCollector } from "@throughline/domain/intake/reading/xes-collector";
import { type XesCase, type XesHeader, type XesLimits, XES_LIMITS } from "@throughline/domain/intake/reading/xes-log";
import { XML_PARSER_OPTIONS, xmlPieces } from "@throughline/domain/intake/reading/xml-pieces";

export interface XesOptions {
  readonly bytes?: ByteLimits;
  readonly xes?: XesLimits;
}

export interface XesLog {
  readonly header: XesHeader;
  /** The cases in portions, in the order of the file; memory holds one portion and the case being read. */
  cases(): AsyncGenerator<readonly XesCase[]>;
  /** Events outside of any trace, which belong to no case; counted once all cases are read. */
  readonly strayEvents: Readonly<StrayEvents>;
  /** Stops reading and lets go of the source; needed only where `cases` is not read to its end. */
  close(): Promise<void>;
}

/** Opens a log by its bytes and reads its header. Refuses what cannot be read (`ReadRefusal`). */
export async function openXes(source: ByteSource, options: XesOptions = {}): Promise<XesLog> {
  const limits = options.xes ?? XES_LIMITS;
  const { head, all } = await peek(plainBytes(source, options.bytes ?? BYTE_LIMITS), 4096);
  const texts = decodeText(all, encodingOf(head), false);
  const collector = xesCollector(limits);
  const pieces = xmlPieces(new SaxesParser(XML_PARSER_OPTIONS), collector, limits);

  async function* portions(): AsyncGenerator<readonly XesCase[]> {
    try {
      for await (const text of texts) {
        pieces.write(text);
        yield collector.take();
      }
      pieces.end();
      if (!collector.sawLog()) throw new ReadRefusal("xes_not_a_log", "The file holds no event log.");
    } catch (error) {
      throw error instanceof ReadRefusal ? error.onLine(pieces.line()) : error;
    }
  }

  const cases = portions();
  let waiting: readonly XesCase[] = [];
  while (!collector.headerDone()) {
    const next = await cases.next();
    if (next.done) break;
    waiting = next.value;
  }
  return {
    header: collector.header,
    strayEvents: collector.strayEvents,
    async *cases() {
      const first = waiting;
      waiting = [];
      if (first.length > 0) yield first;
      for await (const portion of cases) if (portion.length > 0) yield portion;
    },
    async close() {
      await cases.return(undefined);
      await texts.return(undefined);
    },
  };
}
