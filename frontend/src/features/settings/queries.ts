import { queryOptions } from "@tanstack/react-query";
import type {
  ConnectionImport,
  ConnectionMessage,
  ConnectionSettingsUnion,
  ConnectionTrial,
  ConnectionView,
  MappedMessage,
  QueueSettings,
  QueueView,
} from "../../contracts";
import { type Api, ApiError } from "../../lib/api";

const POLL_MS = 3_000;
const ROOT = "/api/ops/connections";

/** Everything that is read with an administrator's key. */
export const connectionKeys = ["connections"];

const pathOf = (name: string): string => `${ROOT}/${encodeURIComponent(name)}`;

/** All of them, by name; polled while the page is visible. */
export function connectionsQuery(api: Api, key: string) {
  return queryOptions<ConnectionView[]>({
    queryKey: [...connectionKeys, key],
    queryFn: ({ signal }) => api.operate(key, "GET", ROOT, undefined, signal),
    refetchInterval: ({ state }) => (isKeyRefused(state.error) ? false : POLL_MS),
  });
}

/** The last messages, the newest first. */
export function messagesQuery(api: Api, key: string, name: string) {
  return queryOptions<ConnectionMessage[]>({
    queryKey: [...connectionKeys, key, name],
    queryFn: ({ signal }) => api.operate(key, "GET", `${pathOf(name)}/messages`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** The logs that were uploaded, the newest first. */
export function importsQuery(api: Api, key: string, name: string) {
  return queryOptions<ConnectionImport[]>({
    queryKey: [...connectionKeys, key, name, "imports"],
    queryFn: ({ signal }) => api.operate(key, "GET", `${pathOf(name)}/imports`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** Returns when it has arrived whole; it is read afterwards. */
export function uploadLog(api: Api, key: string, name: string, log: File): Promise<ConnectionImport> {
  return api.operate(key, "POST", `${pathOf(name)}/imports`, log);
}

/** What a mapping makes of the last messages. */
export function previewQuery(api: Api, key: string, name: string, mapping: string) {
  return queryOptions<MappedMessage[]>({
    queryKey: [...connectionKeys, key, name, "preview", mapping],
    queryFn: ({ signal }) => api.operate(key, "POST", `${pathOf(name)}/preview`, { mapping: JSON.parse(mapping) }, signal),
    refetchInterval: POLL_MS,
    placeholderData: (before) => before,
    retry: false,
  });
}

export function putConnection(api: Api, key: string, name: string, settings: ConnectionSettingsUnion): Promise<ConnectionView> {
  return api.operate(key, "PUT", pathOf(name), settings);
}

export function deleteConnection(api: Api, key: string, name: string): Promise<ConnectionView> {
  return api.operate(key, "DELETE", pathOf(name));
}

export function tryConnection(api: Api, key: string, name: string, settings: ConnectionSettingsUnion): Promise<ConnectionTrial> {
  return api.operate(key, "POST", `${pathOf(name)}/test`, settings);
}

export function putQueue(api: Api, key: string, id: string, settings: QueueSettings): Promise<QueueView> {
  return api.operate(key, "PUT", `/api/queues/${encodeURIComponent(id)}`, settings);
}

export function isKeyRefused(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}
