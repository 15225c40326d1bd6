import { agentParts, type CallFilter } from "../../lib/filter";

/** The changes that remove every restriction of a filter. */
export const unrestricted: Partial<CallFilter> = {
  status: [],
  queueIds: undefined,
  agentId: undefined,
  ...Object.fromEntries(agentParts.map((part) => [part, undefined])),
  visited: undefined,
  answered: undefined,
  answeredWithin: undefined,
  flag: undefined,
  endReason: undefined,
  type: undefined,
  q: undefined,
  from: undefined,
  to: undefined,
};
