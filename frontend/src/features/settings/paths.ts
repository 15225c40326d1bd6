export const CONNECTIONS = "/settings/connections";
export const QUEUES = "/settings/queues";

/** The page of a connection. */
export function connectionAddress(name: string): string {
  return `${CONNECTIONS}/${encodeURIComponent(name)}`;
}

/** The settings of a queue. */
export function queueSettingsAddress(id: string): string {
  return `${QUEUES}/${encodeURIComponent(id)}`;
}
