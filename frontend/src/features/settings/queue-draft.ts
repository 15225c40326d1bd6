import type { Issue, NumberPrivacy, QueueSettings, QueueView } from "../../contracts";
import { hoursDraftOf, hoursFields, openHoursIn } from "./hours-draft";

export const limits = [
  "waitLimit",
  "routingLimit",
  "holdLimit",
  "shortCallLimit",
  "targetPercent",
  "targetSeconds",
  "wrapUpSeconds",
] as const;
const texts = ["displayName", ...limits, "popUrl", ...hoursFields] as const;
export type QueueField = (typeof texts)[number];
/** What the service may say something of. */
export const fields = ["id", ...texts, "numbers"] as const;
export const privacies = ["keep", "mask", "drop"] as const satisfies readonly NumberPrivacy[];

/** What a queue is that nobody has said anything of. */
export const usual: QueueView = {
  id: "",
  displayName: "",
  version: 0,
  waitLimit: 30,
  routingLimit: 15,
  holdLimit: 60,
  shortCallLimit: 10,
  targetPercent: 80,
  targetSeconds: 30,
  numbers: "keep",
};

/** What stands in the fields of the form. */
export type QueueDraft = Readonly<Record<QueueField, string>> & { readonly numbers: NumberPrivacy };

export function queueDraftOf(queue: QueueView): QueueDraft {
  return {
    displayName: queue.displayName,
    ...(Object.fromEntries(limits.map((name) => [name, String(queue[name] ?? 0)])) as Record<(typeof limits)[number], string>),
    popUrl: queue.popUrl ?? "",
    numbers: queue.numbers,
    ...hoursDraftOf(queue.openHours),
  };
}

/** Which fields hold no whole number, and what is to be sent when there are none. */
export function readQueueDraft(draft: QueueDraft, queue: QueueView): { settings: QueueSettings; noNumbers: QueueField[] } {
  const number = (name: (typeof limits)[number]): number => Number(draft[name].trim());
  // Until somebody changes it, it follows the wait limit.
  const aims = number("targetSeconds") !== queue.targetSeconds;
  return {
    settings: {
      displayName: draft.displayName.trim(),
      waitLimit: number("waitLimit"),
      routingLimit: number("routingLimit"),
      holdLimit: number("holdLimit"),
      shortCallLimit: number("shortCallLimit"),
      targetPercent: number("targetPercent"),
      ...(aims && { targetSeconds: number("targetSeconds") }),
      wrapUpSeconds: number("wrapUpSeconds"),
      numbers: draft.numbers,
      openHours: openHoursIn(draft),
      popUrl: draft.popUrl.trim(),
    },
    noNumbers: limits.filter((name) => draft[name].trim() === "" || !Number.isInteger(number(name))),
  };
}

/** Where what the service says belongs: `openHours.mon[0]` to Monday. */
export function placed(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: issue.path.split(/[.[]/).findLast((part) => isField(part)) ?? issue.path }));
}

function isField(part: string): boolean {
  return fields.some((field) => field === part);
}
