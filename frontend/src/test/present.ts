/** The value, or a failure right here when there is none. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("Expected a value, found none");
  return value;
}
