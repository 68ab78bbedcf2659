/** Something wrong in content, said so that its author can find and mend it. */
export interface Problem {
  file: string;
  /** What in the file: a lesson's, question's, family's or term's id; empty for the whole file. */
  id: string;
  says: string;
}

export function problemLine({ file, id, says }: Problem): string {
  return id && !file.includes(id) ? `${file} [${id}]: ${says}` : `${file}: ${says}`;
}
