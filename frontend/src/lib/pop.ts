import type { Call } from "../contracts";
import { personOf } from "./parties";

/** The page about a call that its queue names: where it is, or that it can't be found since the number is hidden. */
export type Pop = { readonly address: string } | "hidden";

/** Undefined where the queue names none. */
export function popOf(call: Call, template: string | undefined, agentId = call.agentId): Pop | undefined {
  if (template === undefined || !/^https?:\/\//i.test(template)) return undefined;
  const fields: Readonly<Record<string, string | undefined>> = {
    number: whole(personOf(call)?.number),
    from: whole(call.from),
    to: whole(call.to),
    callerName: call.callerName,
    callId: call.id,
    queueId: call.queueId,
    agentId,
  };
  const named = [...template.matchAll(/\{(\w+)\}/g)].map(([, field = ""]) => field);
  // To look for nobody's number would find anybody.
  if (named.some((field) => numbers.includes(field) && fields[field] === undefined)) return "hidden";
  return { address: template.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(fields[field] ?? "")) };
}

const numbers = ["number", "from", "to"];

/** Of a masked one only the end is known. */
function whole(number: string | undefined): string | undefined {
  return number === undefined || number === "" || number.includes("•") ? undefined : number;
}
