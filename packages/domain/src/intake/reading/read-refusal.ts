/** Why a file is not read on. Each has one stable code, which callers and tests switch on. */
export const READ_REFUSAL_CODES = [
  "empty",
  "not_supported",
  "gzip_truncated",
  "gzip_damaged",
  "gzip_nested",
  "gzip_bomb",
  "too_large",
  "encoding_unknown",
  "encoding_invalid",
  "nul_byte",
  "xml_doctype",
  "xml_malformed",
  "xml_truncated",
  "xml_too_deep",
  "xml_too_long",
  "xml_too_many_attributes",
  "xes_not_a_log",
  "xes_too_many_attributes",
  "xes_too_many_names",
  "xes_case_too_large",
  "csv_too_many_columns",
  "csv_row_too_long",
  "csv_field_too_long",
  "csv_header_unusable",
  "csv_quote_open",
  "zone_unknown",
] as const;
export type ReadRefusalCode = (typeof READ_REFUSAL_CODES)[number];

export interface ReadPosition {
  /** Bytes before it in what was decompressed, from 0. */
  readonly byte?: number;
  /** From 1. */
  readonly line?: number;
}

/** A file that is refused. The message says what was wrong and what to do; the position, where known, is in it too. */
export class ReadRefusal extends Error {
  readonly code: ReadRefusalCode;
  readonly byte: number | undefined;
  readonly line: number | undefined;
  /** The message without its position. */
  readonly sentence: string;

  constructor(code: ReadRefusalCode, sentence: string, position: ReadPosition = {}) {
    const where = [
      ...(position.line === undefined ? [] : [`line ${position.line}`]),
      ...(position.byte === undefined ? [] : [`byte ${position.byte}`]),
    ];
    super(where.length === 0 ? sentence : `${sentence} (${where.join(", ")})`);
    this.name = "ReadRefusal";
    this.code = code;
    this.sentence = sentence;
    this.byte = position.byte;
    this.line = position.line;
  }

  /** The same refusal on the line given, where it knew none. */
  onLine(line: number): ReadRefusal {
    if (this.line !== undefined) return this;
    return new ReadRefusal(this.code, this.sentence, { ...(this.byte === undefined ? {} : { byte: this.byte }), line });
  }

  /** The same refusal so many lines further down. */
  movedDown(lines: number): ReadRefusal {
    if (lines === 0 || this.line === undefined) return this;
    const line = this.line + lines;
    return new ReadRefusal(this.code, this.sentence, { ...(this.byte === undefined ? {} : { byte: this.byte }), line });
  }
}
