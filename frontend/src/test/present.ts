/** A value that has to be there: without it a test fails here, and not somewhere further on. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Expected a value, found none");
  return value;
}
