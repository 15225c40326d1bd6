export const CONNECTIONS = "/settings/connections";

/** The page of a connection. */
export function connectionAddress(name: string): string {
  return `${CONNECTIONS}/${encodeURIComponent(name)}`;
}
