import type { ChannelRoute, ChannelSettingsUnion, Issue } from "../../contracts";
import { type HoursDraft, hoursDraftOf, hoursFields, openHoursIn } from "./hours-draft";

export type ChannelKind = ChannelSettingsUnion["kind"];
export const channelKinds = ["slack", "teams", "email", "webhook"] as const satisfies readonly ChannelKind[];

/** What each kind is asked for. */
export const asked = {
  slack: ["url"],
  teams: ["url"],
  email: ["to"],
  webhook: ["url", "authorization", "template"],
} as const satisfies Record<ChannelKind, readonly string[]>;

/** What is sent once and never shown again. */
export function isSecret(kind: ChannelKind, field: ChannelField): boolean {
  return field === "authorization" || (field === "url" && kind !== "webhook");
}

/** What may stay empty. */
export const free: readonly ChannelField[] = ["authorization", "template"];

export const lists = ["queueIds", "rules"] as const;
export const times = ["gatherSeconds", "everySeconds"] as const;
const own = ["url", "to", "template", "authorization"] as const;
export type ChannelField = (typeof own)[number] | (typeof lists)[number] | (typeof times)[number];
/** What the service may say something of. */
export const channelFields = ["name", ...own, ...lists, ...times, ...hoursFields] as const;

/** What stands in the fields of the form. */
export type ChannelDraft = Readonly<Record<ChannelField, string>> &
  HoursDraft & { readonly breachesOnly: boolean; readonly cleared: boolean };

export function channelDraftOf(settings?: ChannelSettingsUnion): ChannelDraft {
  const known: Record<string, unknown> = { ...settings };
  const text = (field: string): string => (typeof known[field] === "string" ? known[field] : "");
  const route = settings?.route;
  return {
    url: settings?.kind === "webhook" ? text("url") : "",
    authorization: "",
    template: text("template"),
    to: settings?.kind === "email" ? settings.to.join(", ") : "",
    queueIds: route?.queueIds?.join(", ") ?? "",
    rules: route?.rules?.join(", ") ?? "",
    gatherSeconds: String(route?.gatherSeconds ?? 5),
    everySeconds: String(route?.everySeconds ?? 60),
    breachesOnly: route?.levels !== undefined && !route.levels.includes("warning"),
    cleared: route?.cleared ?? true,
    ...hoursDraftOf(route?.hours),
  };
}

/** What is to be sent; `missing` and `noNumbers` are the fields that have to be mended before. */
export function readChannelDraft(kind: ChannelKind, draft: ChannelDraft, enabled: boolean, stored: readonly string[]) {
  const fields: readonly ChannelField[] = asked[kind];
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = draft[field].trim();
    if (value !== "") values[field] = field === "to" ? listIn(value) : value;
  }
  const missing = fields.filter((field) => values[field] === undefined && !free.includes(field) && !stored.includes(field));
  const noNumbers = times.filter((name) => draft[name].trim() === "" || !Number.isInteger(Number(draft[name].trim())));
  return {
    settings: { kind, enabled, route: routeIn(draft), ...values } as unknown as ChannelSettingsUnion,
    missing,
    noNumbers,
  };
}

function routeIn(draft: ChannelDraft): ChannelRoute {
  const hours = openHoursIn(draft);
  const some = lists.map((field) => [field, listIn(draft[field])] as const).filter(([, each]) => each.length > 0);
  return {
    ...(draft.breachesOnly && { levels: ["breach"] }),
    ...Object.fromEntries(some),
    ...(Object.keys(hours).length > 0 && { hours }),
    gatherSeconds: Number(draft.gatherSeconds.trim()),
    everySeconds: Number(draft.everySeconds.trim()),
    ...(!draft.cleared && { cleared: false }),
  };
}

function listIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** Where what the service says belongs: `route.hours.mon[0]` to Monday. */
export function placedInChannel(issues: readonly Issue[]): Issue[] {
  const isField = (part: string): boolean => channelFields.some((field) => field === part);
  return issues.map((issue) => ({ ...issue, path: issue.path.split(/[.[]/).findLast(isField) ?? issue.path }));
}
