// The router decodes addresses halfway (`%2B` stays, `%25` goes); filters and ids need them as they are.
import type { MouseEvent } from "react";
import { navigate } from "wouter/use-browser-location";

export { navigate, usePathname, useSearch } from "wouter/use-browser-location";

/** The click handler for lists of many links; `Link` is for a few, since each of those subscribes to the address. */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname + event.currentTarget.search);
}

/** The address of a call, and in `query` the list that it was opened from. */
export function callAddress(id: string, query = ""): string {
  return `/calls/${encodeURIComponent(id)}${query && `?${query}`}`;
}

/** The address of a queue. */
export function queueAddress(id: string): string {
  return `/queues/${encodeURIComponent(id)}`;
}

/** The id of the call in a path. */
export function callIdOf(pathname: string): string | undefined {
  return idIn(/^\/calls\/([^/]+)\/?$/, pathname);
}

/** The id of the queue in a path. */
export function queueIdOf(pathname: string): string | undefined {
  return idIn(/^\/queues\/([^/]+)\/?$/, pathname);
}

/** Which page of settings a path is of, and which of the things that are set there. */
export function settingsOf(pathname: string): { page: string; item: string | undefined } {
  return {
    page: idIn(/^\/settings\/([^/]+)/, pathname) ?? "connections",
    item: idIn(/^\/settings\/[^/]+\/([^/]+)\/?$/, pathname),
  };
}

function idIn(path: RegExp, pathname: string): string | undefined {
  const encoded = path.exec(pathname)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
