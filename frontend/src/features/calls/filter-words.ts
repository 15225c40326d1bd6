import { useFormat, useText } from "../../i18n/language";
import { type AgentPart, agentParts, type CallFilter } from "../../lib/filter";
import { useQueues } from "../../lib/services";

/** The filters with a chip each; statuses and the search have controls of their own. */
export type FilterName =
  | "endReason"
  | "answered"
  | "answeredWithin"
  | "queueId"
  | "agentId"
  | AgentPart
  | "visited"
  | "flag"
  | "type"
  | "time";

export interface FilterWords {
  readonly name: FilterName;
  readonly label: string;
  readonly value: string;
  /** The change that removes it. */
  readonly without: Partial<CallFilter>;
}

/** The filters that are set, in words. */
export function useFilterWords(filter: CallFilter): readonly FilterWords[] {
  const text = useText();
  const format = useFormat();
  const queues = useQueues();
  const moment = (at: string): string => `${format.day(Date.parse(at))}, ${format.minute(Date.parse(at))}`;
  const { endReason, answered, answeredWithin, queueIds, agentId, visited, flag, type, from, to } = filter;
  const words: FilterWords[] = [];
  const add = (name: FilterName, label: string, value: string | undefined, without: Partial<CallFilter>): void => {
    if (value) words.push({ name, label, value, without });
  };
  add("endReason", text.calls.outcome, endReason?.map((one) => text.endReason[one]).join(" / "), { endReason: undefined });
  add("answered", text.calls.answered, answered === undefined ? undefined : text.calls.isAnswered[answered ? "yes" : "no"], {
    answered: undefined,
  });
  add(
    "answeredWithin",
    text.calls.answeredWithin,
    answeredWithin === undefined ? undefined : text.calls.isAnsweredWithin[answeredWithin ? "yes" : "no"],
    { answeredWithin: undefined },
  );
  add("queueId", text.calls.queue, queueIds?.map((id) => queues.of(id)?.displayName ?? id).join(" / "), {
    queueIds: undefined,
  });
  add("agentId", text.calls.agent, agentId, { agentId: undefined });
  for (const part of agentParts) add(part, text.calls.cameTo[part], filter[part], { [part]: undefined });
  add("visited", text.calls.visited, visited && (queues.of(visited)?.displayName ?? visited), { visited: undefined });
  add("flag", text.calls.flag, flag?.map((rule) => text.rule[rule]).join(" / "), { flag: undefined });
  add("type", text.calls.type, type && text.type[type], { type: undefined });
  const times = [from && text.calls.since(moment(from)), to && text.calls.until(moment(to))].filter(Boolean).join(" ");
  const at = from ?? to;
  add("time", text.calls.began, at && `${times} (${format.zone(Date.parse(at))})`, { from: undefined, to: undefined });
  return words;
}
