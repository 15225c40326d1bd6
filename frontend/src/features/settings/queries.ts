import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  ApiKeyRequest,
  ApiKeyView,
  ChangeKind,
  ChangePage,
  ChannelMessage,
  ChannelSettingsUnion,
  ChannelView,
  ConnectionImport,
  ConnectionMessage,
  ConnectionSettingsUnion,
  ConnectionTrial,
  ConnectionView,
  ErasedCaller,
  KnownCaller,
  MappedMessage,
  NewApiKey,
  ParkedEvent,
  ParkedState,
  QueueSettings,
  QueueView,
  SystemView,
  Undelivered,
} from "../../contracts";
import { type Api, ApiError } from "../../lib/api";

const POLL_MS = 3_000;
const ROOT = "/api/ops/connections";

/** Everything that is read with an administrator's key: it comes next in the query's own key. */
export const operatorKeys = ["operator"];

const CHANNELS = "/api/ops/channels";

const channelPath = (name: string): string => `${CHANNELS}/${encodeURIComponent(name)}`;
const pathOf = (name: string): string => `${ROOT}/${encodeURIComponent(name)}`;

/** All of them, by name; polled while the page is visible. */
export function connectionsQuery(api: Api, key: string) {
  return queryOptions<ConnectionView[]>({
    queryKey: [...operatorKeys, key, "connections"],
    queryFn: ({ signal }) => api.operate(key, "GET", ROOT, undefined, signal),
    refetchInterval: ({ state }) => (isKeyRefused(state.error) ? false : POLL_MS),
  });
}

/** The last messages, the newest first. */
export function messagesQuery(api: Api, key: string, name: string) {
  return queryOptions<ConnectionMessage[]>({
    queryKey: [...operatorKeys, key, "connections", name],
    queryFn: ({ signal }) => api.operate(key, "GET", `${pathOf(name)}/messages`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** The logs that were uploaded, the newest first. */
export function importsQuery(api: Api, key: string, name: string) {
  return queryOptions<ConnectionImport[]>({
    queryKey: [...operatorKeys, key, "connections", name, "imports"],
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
    queryKey: [...operatorKeys, key, "connections", name, "preview", mapping],
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

/** Calls in it go on, new ones are refused. */
export function retireQueue(api: Api, key: string, id: string): Promise<QueueView> {
  return api.operate(key, "DELETE", `/api/queues/${encodeURIComponent(id)}`);
}

/** Those of the configuration first, then the newest. */
export function keysQuery(api: Api, key: string) {
  return queryOptions<ApiKeyView[]>({
    queryKey: [...operatorKeys, key, "keys"],
    queryFn: ({ signal }) => api.operate(key, "GET", "/api/ops/keys", undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** Its secret is told this once. */
export function makeKey(api: Api, key: string, wanted: ApiKeyRequest): Promise<NewApiKey> {
  return api.operate(key, "POST", "/api/ops/keys", wanted);
}

/** @param expiresAt undefined for a key that is good until it is revoked */
export function expireKey(api: Api, key: string, id: string, expiresAt: string | undefined): Promise<ApiKeyView> {
  return api.operate(key, "PUT", `/api/ops/keys/${id}/expiry`, expiresAt === undefined ? {} : { expiresAt });
}

export function revokeKey(api: Api, key: string, id: string): Promise<ApiKeyView> {
  return api.operate(key, "DELETE", `/api/ops/keys/${id}`);
}

/** All of them, by name; how each is doing is polled. */
export function channelsQuery(api: Api, key: string) {
  return queryOptions<ChannelView[]>({
    queryKey: [...operatorKeys, key, "channels"],
    queryFn: ({ signal }) => api.operate(key, "GET", CHANNELS, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** The last messages, the newest first. */
export function channelMessagesQuery(api: Api, key: string, name: string) {
  return queryOptions<ChannelMessage[]>({
    queryKey: [...operatorKeys, key, "channels", name],
    queryFn: ({ signal }) => api.operate(key, "GET", `${channelPath(name)}/messages`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

export function putChannel(api: Api, key: string, name: string, settings: ChannelSettingsUnion): Promise<ChannelView> {
  return api.operate(key, "PUT", channelPath(name), settings);
}

export function deleteChannel(api: Api, key: string, name: string): Promise<ChannelView> {
  return api.operate(key, "DELETE", channelPath(name));
}

/** Sends a message that says that it is a test. */
export function tryChannel(api: Api, key: string, name: string, settings: ChannelSettingsUnion): Promise<ConnectionTrial> {
  return api.operate(key, "POST", `${channelPath(name)}/test`, settings);
}

/** What Redis would not take, the oldest first. */
export function undeliveredQuery(api: Api, key: string) {
  return queryOptions<Undelivered[]>({
    queryKey: [...operatorKeys, key, "undelivered"],
    queryFn: ({ signal }) => api.operate(key, "GET", "/api/ops/undelivered", undefined, signal),
    refetchInterval: POLL_MS,
  });
}

export function replayUndelivered(api: Api, key: string, id: number): Promise<void> {
  return api.operate(key, "POST", `/api/ops/undelivered/${id}/replay`);
}

export function dropUndelivered(api: Api, key: string, id: number): Promise<void> {
  return api.operate(key, "DELETE", `/api/ops/undelivered/${id}`);
}

/** Events that came too early, the newest first. */
export function parkedQuery(api: Api, key: string, state: ParkedState) {
  return queryOptions<ParkedEvent[]>({
    queryKey: [...operatorKeys, key, "parked", state],
    queryFn: ({ signal }) => api.operate(key, "GET", `/api/ops/parked?state=${state}`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

export function findCaller(api: Api, key: string, number: string): Promise<KnownCaller> {
  return api.operate(key, "GET", `/api/ops/callers/${encodeURIComponent(number)}`);
}

export function eraseCaller(api: Api, key: string, number: string): Promise<ErasedCaller> {
  return api.operate(key, "DELETE", `/api/ops/callers/${encodeURIComponent(number)}`);
}

/** What administrators changed, the newest first, page by page. */
export function changesQuery(api: Api, key: string, kind: ChangeKind | undefined, name: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...operatorKeys, key, "changes", kind, name],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams();
      if (kind !== undefined) query.set("kind", kind);
      if (name !== undefined) query.set("name", name);
      if (pageParam !== "") query.set("cursor", pageParam);
      const asked = query.toString();
      return api.operate<ChangePage>(key, "GET", `/api/ops/changes${asked === "" ? "" : `?${asked}`}`, undefined, signal);
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** How the replica that answers is. */
export function systemQuery(api: Api, key: string) {
  return queryOptions<SystemView>({
    queryKey: [...operatorKeys, key, "system"],
    queryFn: ({ signal }) => api.operate(key, "GET", "/api/ops/system", undefined, signal),
    refetchInterval: POLL_MS,
  });
}

export function isKeyRefused(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 401 || error.status === 403);
}
