import { wrapText } from "./process-words.ts";

/** What a map of stages shows, whether of the process as it was worked or as it was meant. */

export interface DrawnStage {
  readonly key: string;
  readonly name: string;
  readonly kind: "queue" | "active" | "done";
  /** Second line: the figure that is looked at, with its unit. */
  readonly figure: string;
  /** How strongly it is tinted, 0 to 1. */
  readonly heat: number;
  /** Third line, where there is something to be told: what came in here, what is here now. */
  readonly note: string | null;
  /** Nobody was ever there. */
  readonly isUnused: boolean;
  /** Read aloud. */
  readonly label: string;
}

export interface DrawnWay {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** Beside the line; empty where nothing is to be said. */
  readonly figure: string;
  /** How thick, 0 to 1. */
  readonly weight: number;
  /** How strongly it is coloured, 0 to 1. */
  readonly heat: number;
  readonly isBack: boolean;
  readonly isHandOff: boolean;
  /** `extra`: not meant by the workflow; `unused`: meant, and never taken. */
  readonly mark: "extra" | "unused" | null;
  readonly label: string;
}

export interface DrawnMap {
  readonly stages: readonly DrawnStage[];
  readonly ways: readonly DrawnWay[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of a map stands, in pixels at full size. */
export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** Left upper corners of the stages' boxes. */
  readonly stages: ReadonlyMap<string, Point>;
  readonly ways: ReadonlyMap<string, LaidWay>;
}

export interface LaidWay {
  /** An SVG path, ending at the head's foot. */
  readonly path: string;
  /** The arrow's head: its tip and where it points, radians. */
  readonly tip: Point;
  readonly angle: number;
  readonly label: Point;
}

export const stageWidth = 158;
const linesTall = 16;
/** A name of at most two lines, the figure, and the note where there is one. */
export const nameLines = (name: string): string[] => wrapText(name, stageWidth - 36, 13);
export const stageHeight = ({ name, note }: Pick<DrawnStage, "name" | "note">): number =>
  30 + linesTall * (nameLines(name).length + (note === null ? 0 : 1));
export const figureHeight = 18;
export const headLength = 8;

/** How wide a way's figure stands, with its marks. */
export const figureWidth = ({ figure, isHandOff, isBack, mark }: DrawnWay): number =>
  figure.length * 7.2 + 10 + (isHandOff ? 13 : 0) + (isBack ? 13 : 0) + (mark === "extra" ? 13 : 0);
