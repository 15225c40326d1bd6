// The router decodes addresses halfway (`%2B` stays, `%25` goes); filters and ids need them as they are.
export { navigate, usePathname, useSearch } from "wouter/use-browser-location";

/** The address of a call, and in `query` the list that it was opened from. */
export function callAddress(id: string, query = ""): string {
  return `/calls/${encodeURIComponent(id)}${query && `?${query}`}`;
}

/** The call that a path names. */
export function callIdOf(pathname: string): string | undefined {
  const encoded = /^\/calls\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
