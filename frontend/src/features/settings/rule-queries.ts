import { queryOptions } from "@tanstack/react-query";
import type { RulePreview, RuleSettings, RuleView } from "../../contracts";
import type { Api } from "../../lib/api";
import { isKeyRefused, operatorKeys } from "./queries";

const POLL_MS = 3_000;
/** The last week moves on slowly. */
const PREVIEWED_MS = 60_000;
const ROOT = "/api/ops/rules";

const pathOf = (name: string): string => `${ROOT}/${encodeURIComponent(name)}`;

/** All of them, by name, each with where its condition holds; polled while the page is visible. */
export function rulesQuery(api: Api, key: string) {
  return queryOptions<RuleView[]>({
    queryKey: [...operatorKeys, key, "rules"],
    queryFn: ({ signal }) => api.operate(key, "GET", ROOT, undefined, signal),
    refetchInterval: ({ state }) => (isKeyRefused(state.error) ? false : POLL_MS),
  });
}

/**
 * How often a rule would have raised an alert in the last week; the answer before is shown while it is asked for.
 *
 * @param settings of the rule, as JSON; nothing is asked without any
 */
export function rulePreviewQuery(api: Api, key: string, settings: string | undefined) {
  return queryOptions<RulePreview>({
    queryKey: [...operatorKeys, key, "rule-preview", settings],
    queryFn: ({ signal }) => api.operate(key, "POST", `${ROOT}/preview`, JSON.parse(settings ?? "{}"), signal),
    enabled: settings !== undefined,
    placeholderData: (before) => before,
    staleTime: PREVIEWED_MS,
    retry: false,
  });
}

export function putRule(api: Api, key: string, name: string, settings: RuleSettings): Promise<RuleView> {
  return api.operate(key, "PUT", pathOf(name), settings);
}

export function deleteRule(api: Api, key: string, name: string): Promise<RuleView> {
  return api.operate(key, "DELETE", pathOf(name));
}
