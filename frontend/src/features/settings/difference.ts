/** A field that a change made another: as text, absent where it was not there. */
export interface Difference {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What differs between two views of one thing, field by field, in the order in which they stand. */
export function differences(before: object | undefined, after: object | undefined): Difference[] {
  const [was, is] = [leaves(before), leaves(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
    .filter((each) => each.before !== each.after);
}

/** By the way that leads to each: `openHours.mon`. Lists stand as they are, in a line. */
function leaves(view: object | undefined, way = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(view ?? {})) {
    const field = way === "" ? name : `${way}.${name}`;
    if (isObject(value)) for (const [inner, text] of leaves(value, field)) found.set(inner, text);
    else found.set(field, Array.isArray(value) && !value.some(isObject) ? value.join(", ") : textOf(value));
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
