import { type AgentPart, readable } from "./filter";

/** Of which calls a number is. */
export interface Counted {
  /** Where the window of the number begins, and before when it ends; ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Whose visits are counted. */
  readonly queueId?: string | undefined;
  readonly agentId?: string | undefined;
}

/** The lists of calls behind the numbers. */
export function waitingIn(queueId?: string): string {
  return list({ status: "waiting", queueId, sort: "-time" });
}

export function inStatus(status: "active" | "on_hold", queueId?: string): string {
  return list({ status, queueId });
}

/** Those that began in the window. */
export function offered(of: Counted): string {
  return list({ ...place(of) });
}

/** Those that anybody has answered. */
export function answered(of: Counted): string {
  return list({ answered: "true", ...place(of) });
}

export function abandoned(of: Counted): string {
  return list({ status: "ended", endReason: "abandoned", answered: "false", ...place(of) });
}

/** Those that were neither answered nor abandoned. */
export function endedAs(endReason: string, of: Counted): string {
  return list({ status: "ended", endReason, answered: "false", ...place(of) });
}

/** Those that broke their limit, which may be another than the service level’s. */
export function waitedTooLong(of: Counted): string {
  return list({ flag: "wait_sla_exceeded", ...place(of) });
}

/** Those whose answer counts for the service level. */
export function answeredWithin(of: Counted): string {
  return list({ answeredWithin: "true", ...place(of) });
}

/** Those whose waits are averaged, the longest first. */
export function waited(of: Counted): string {
  return list({ answered: "true", ...place(of), sort: "-wait" });
}

/** Those whose lengths are averaged, the longest first. A visit is over before its call may be. */
export function handled(of: Counted): string {
  return list({ status: of.queueId === undefined ? "ended" : undefined, answered: "true", ...place(of), sort: "-duration" });
}

/** Those that began between two moments. */
export function between(from: number, to: number): string {
  return list({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
}

function place({ from, to, queueId, agentId }: Counted) {
  return { visited: queueId, agentId, from, to };
}

function list(restrictions: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(restrictions)) if (value !== undefined) query.set(name, value);
  const text = readable(query);
  return text === "" ? "/calls" : `/calls?${text}`;
}

/** Every call of this number, in and out. */
export function callsOf(number: string): string {
  return list({ q: number });
}

/** Every call that is or was this agent's. */
export function takenBy(agentId: string): string {
  return list({ agentId });
}

/** Those that came to this for an agent or a team, in some time. */
export function cameTo(part: AgentPart, name: string, from?: string, to?: string): string {
  return list({ [part]: name, from, to });
}
