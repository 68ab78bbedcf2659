/** XML as a flow of opening and closing elements, bounded in every direction. */
import { ReadRefusal } from "./read-refusal.ts";
import type { XesLimits } from "./xes-log.ts";

export interface XmlListener {
  /** `name` is without its namespace prefix. */
  opened(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  closed(name: string): void;
}

/** The parts used of a streaming XML parser (saxes): whoever reads files brings it, the engine depends on nothing. */
export interface XmlParser {
  readonly line: number;
  /** Characters read so far. */
  readonly position: number;
  on(event: "error", heard: (error: Error) => void): void;
  on(event: "opentag", heard: (tag: { name: string; attributes: Record<string, string> }) => void): void;
  on(event: "closetag", heard: (tag: { name: string }) => void): void;
  on(
    event: "opentagstart" | "attribute" | "doctype" | "xmldecl" | "comment" | "processinginstruction",
    heard: () => void,
  ): void;
  write(text: string): unknown;
  close(): unknown;
}

/** How the parser must be made. */
export const XML_PARSER_OPTIONS = {
  xmlns: false,
  position: true,
  forceXMLVersion: true,
  defaultXMLVersion: "1.0",
} as const;

export interface XmlPieces {
  write(text: string): void;
  end(): void;
  line(): number;
}

/** The parser is fed this many characters at a time, and its progress looked at in between. */
const SLICE = 16 * 1024;

/** Refuses document types at once, and whatever is not well-formed or exceeds the limits, on the line it stands. */
export function xmlPieces(parser: XmlParser, listener: XmlListener, limits: XesLimits): XmlPieces {
  let depth = 0;
  let xmlAttributes = 0;
  /** Where the last complete piece ended, in characters of the whole text. */
  let lastPiece = 0;
  let ending = false;
  /** The text since the last piece, until the root element opens: to see a document type as it begins. */
  let prolog = "";
  let prologStart = 0;
  let rooted = false;

  const refuse = (code: ConstructorParameters<typeof ReadRefusal>[0], sentence: string): never => {
    throw new ReadRefusal(code, sentence, { line: parser.line });
  };
  const doctype = () =>
    refuse(
      "xml_doctype",
      "The file has a document type (DOCTYPE), which is never read here. Remove it, or export again.",
    );
  const piece = () => {
    lastPiece = parser.position;
  };

  parser.on("error", (error) => {
    const told = error.message.replace(/^(?:undefined:)?\d+:\d+: ?/, "").replace(/\.?$/, ".");
    if (ending) {
      refuse("xml_truncated", `The XML ends before it is complete: ${told} Copy or download the file again.`);
    }
    refuse("xml_malformed", `The XML is not well-formed: ${told} Export it again, or repair it there.`);
  });
  parser.on("doctype", doctype);
  parser.on("xmldecl", piece);
  parser.on("comment", piece);
  parser.on("processinginstruction", piece);
  parser.on("opentagstart", () => {
    rooted = true;
    xmlAttributes = 0;
    if (++depth > limits.depth) {
      refuse("xml_too_deep", `Elements stand more than ${limits.depth} deep within one another, which no log needs.`);
    }
  });
  parser.on("attribute", () => {
    if (++xmlAttributes > limits.xmlAttributes) {
      refuse("xml_too_many_attributes", `An element has more than ${limits.xmlAttributes} XML attributes.`);
    }
  });
  parser.on("opentag", (tag) => {
    piece();
    listener.opened(localName(tag.name), tag.attributes, parser.line);
  });
  parser.on("closetag", (tag) => {
    piece();
    depth--;
    listener.closed(localName(tag.name));
  });

  return {
    write(text) {
      for (let start = 0; start < text.length; start += SLICE) {
        const slice = text.slice(start, start + SLICE);
        parser.write(slice);
        if (!rooted) {
          prolog = (prolog + slice).slice(lastPiece - prologStart);
          prologStart = lastPiece;
          // The parser tells of a comment or instruction a character or two before it ends.
          if (/^[\s>?]*<!DOCTYPE/.test(prolog)) doctype();
        }
        if (parser.position - lastPiece > limits.piece) {
          refuse("xml_too_long", `One element, text or comment has more than ${limits.piece} characters. Shorten it.`);
        }
      }
    },
    end() {
      ending = true;
      parser.close();
    },
    line: () => parser.line,
  };
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
