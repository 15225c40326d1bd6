import { queryOptions } from "@tanstack/react-query";
import type {
  WebhookAttempt,
  WebhookMessage,
  WebhookReplay,
  WebhookSecret,
  WebhookSettings,
  WebhookTrial,
  WebhookView,
} from "../../contracts";
import type { Api } from "../../lib/api";
import { isKeyRefused, operatorKeys } from "./queries";

const POLL_MS = 3_000;
const ROOT = "/api/ops/webhooks";

const keysOf = (key: string) => [...operatorKeys, key, "webhooks"];
const pathOf = (name: string): string => `${ROOT}/${encodeURIComponent(name)}`;

/** All of them, by name; polled while the page is visible. */
export function webhooksQuery(api: Api, key: string) {
  return queryOptions<WebhookView[]>({
    queryKey: keysOf(key),
    queryFn: ({ signal }) => api.operate(key, "GET", ROOT, undefined, signal),
    refetchInterval: ({ state }) => (isKeyRefused(state.error) ? false : POLL_MS),
  });
}

/** What was sent last, the newest first. */
export function attemptsQuery(api: Api, key: string, name: string) {
  return queryOptions<WebhookAttempt[]>({
    queryKey: [...keysOf(key), name, "attempts"],
    queryFn: ({ signal }) => api.operate(key, "GET", `${pathOf(name)}/attempts`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

/** What was given up, the oldest first. */
export function failedQuery(api: Api, key: string, name: string) {
  return queryOptions<WebhookMessage[]>({
    queryKey: [...keysOf(key), name, "failed"],
    queryFn: ({ signal }) => api.operate(key, "GET", `${pathOf(name)}/messages?state=failed`, undefined, signal),
    refetchInterval: POLL_MS,
  });
}

export function putWebhook(api: Api, key: string, name: string, settings: WebhookSettings): Promise<WebhookView> {
  return api.operate(key, "PUT", pathOf(name), settings);
}

export function deleteWebhook(api: Api, key: string, name: string): Promise<WebhookView> {
  return api.operate(key, "DELETE", pathOf(name));
}

export function testWebhook(api: Api, key: string, name: string): Promise<WebhookTrial> {
  return api.operate(key, "POST", `${pathOf(name)}/test`);
}

export function renewSecret(api: Api, key: string, name: string): Promise<WebhookSecret> {
  return api.operate(key, "POST", `${pathOf(name)}/secret`);
}

/** Sends one again, or all that failed. */
export function replay(api: Api, key: string, name: string, id?: string): Promise<WebhookReplay> {
  const what = id === undefined ? "replay" : `messages/${encodeURIComponent(id)}/replay`;
  return api.operate(key, "POST", `${pathOf(name)}/${what}`);
}
