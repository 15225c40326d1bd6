import { readable } from "../../lib/filter";

/** The lists of calls behind the numbers; `from` is where the window of the number begins. */
export function waitingIn(queueId?: string): string {
  return list({ status: "waiting", queueId, sort: "-time" });
}

export function inStatus(status: "active" | "on_hold", queueId?: string): string {
  return list({ status, queueId });
}

/** Those that began in the window. */
export function offered(from: string | undefined, queueId?: string): string {
  return list({ queueId, from });
}

export function abandoned(from: string | undefined, queueId?: string): string {
  return list({ status: "ended", endReason: "abandoned", queueId, from });
}

/** Those that were not answered within their limit. */
export function waitedTooLong(from: string | undefined, queueId?: string): string {
  return list({ flag: "wait_sla_exceeded", queueId, from });
}

/** Those whose waits are averaged, the longest first: all but the ones that wait still. */
export function waited(from: string | undefined, queueId?: string): string {
  return list({ status: "active,on_hold,ended", queueId, from, sort: "-wait" });
}

/** Those whose lengths are averaged, the longest first. */
export function handled(from: string | undefined, queueId?: string): string {
  return list({ status: "ended", endReason: "completed", queueId, from, sort: "-duration" });
}

/** Those that began between two moments. */
export function between(from: number, to: number): string {
  return list({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
}

function list(restrictions: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(restrictions)) if (value !== undefined) query.set(name, value);
  const text = readable(query);
  return text === "" ? "/calls" : `/calls?${text}`;
}
