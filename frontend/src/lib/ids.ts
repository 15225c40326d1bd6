// Ids may hold blanks and commas, but no line breaks.
const SEPARATOR = "\n";

/** Several ids as one text, the same for the same ids. */
export function joinIds(ids: readonly string[]): string {
  return ids.join(SEPARATOR);
}

/** The ids in a text that was made by `joinIds`. */
export function splitIds(joined: string): readonly string[] {
  return joined === "" ? [] : joined.split(SEPARATOR);
}
