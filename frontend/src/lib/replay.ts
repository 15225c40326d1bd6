import type { AgentState, AgentView, Call, EventType, QueueStats, Replay, ReplayedCall, ReplayedSpan } from "../contracts";

/** Something that happened, and how its call stood from then on. */
export interface Happening {
  readonly at: number;
  readonly event: EventType;
  readonly callId: string;
  readonly span: ReplayedSpan;
}

/** How the whole board stood at a moment. */
export interface Board {
  /** Those that waited, were served or were on hold, each the longest in its status first. */
  readonly calls: readonly Call[];
  /** The counts of each queue that had a call in the whole time. */
  readonly queues: readonly QueueStats[];
  /** Those who rang, talked or held. */
  readonly agents: readonly AgentView[];
}

const HOUR_MS = 3_600_000;

/** The time that is read for a moment: the last hour where the moment is in it, else half an hour around it. */
export function frameOf(moment: number, now: number): { readonly from: number; readonly to: number } {
  const from = now - HOUR_MS;
  return moment >= from ? { from, to: now } : { from: moment - HOUR_MS / 2, to: moment + HOUR_MS / 2 };
}

/** The moment in an address: undefined where it names none, null for what is none. */
export function momentIn(search: string): number | undefined | null {
  const at = new URLSearchParams(search).get("at");
  if (at === null) return undefined;
  const ms = Date.parse(at);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000) * 1000;
}

export function momentAddress(moment: number): string {
  return `/replay?at=${new Date(moment).toISOString().replace(/\.\d+Z$/, "Z")}`;
}

/** What happened over a time that is past, for looking at any moment of it. */
export class Recording {
  readonly from: number;
  readonly to: number;
  readonly #calls: readonly Timed[];
  readonly #happenings: readonly Happening[];
  readonly #queueIds: readonly string[];

  constructor(replay: Replay) {
    this.from = Date.parse(replay.from);
    this.to = Date.parse(replay.to);
    this.#calls = replay.calls.map(timed);
    this.#happenings = replay.calls
      .flatMap(({ callId, spans }) => spans.map((span) => ({ at: Date.parse(span.from), event: span.event, callId, span })))
      .toSorted((a, b) => a.at - b.at);
    this.#queueIds = [...new Set(replay.calls.flatMap(({ spans }) => spans.map(({ queueId }) => queueId)))];
  }

  get empty(): boolean {
    return this.#calls.length === 0;
  }

  at(moment: number): Board {
    const standing = this.#calls.flatMap(({ call, from, to, spans }) => {
      const span = from <= moment && moment < to ? spanAt(spans, moment) : undefined;
      return span === undefined ? [] : [{ call, span }];
    });
    const calls = standing
      .map(({ call, span }) => callOf(call, span))
      .toSorted((a, b) => Date.parse(a.statusSince) - Date.parse(b.statusSince) || a.id.localeCompare(b.id));
    return {
      calls,
      queues: this.#queueIds.map((queueId) => countsOf(queueId, calls)),
      agents: agentsOf(standing.map(({ call, span }) => ({ callId: call.callId, span }))),
    };
  }

  /** The latest things that had happened by then, the last one first. */
  before(moment: number, most: number): readonly Happening[] {
    let [low, high] = [0, this.#happenings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#happenings[middle]?.at ?? Infinity) <= moment) low = middle + 1;
      else high = middle;
    }
    // What was over before the recording began is in no row of it.
    return this.#happenings
      .slice(Math.max(0, low - most), low)
      .filter(({ at }) => at >= this.from)
      .reverse();
  }

  /** How many waited at each of so many moments, evenly spaced from the beginning to the end. */
  waiting(moments: number): readonly number[] {
    const step = (this.to - this.from) / (moments - 1);
    const counts = new Array<number>(moments).fill(0);
    for (const { from, to, span } of this.#calls.flatMap(({ spans }) => spans)) {
      if (span.status !== "waiting") continue;
      const end = Math.min(moments, Math.ceil((to - this.from) / step));
      for (let index = Math.max(0, Math.ceil((from - this.from) / step)); index < end; index++) counts[index] = (counts[index] ?? 0) + 1;
    }
    return counts;
  }
}

/** A span with its times as numbers, since every moment asks for them. */
interface TimedSpan {
  readonly from: number;
  readonly to: number;
  readonly span: ReplayedSpan;
}

interface Timed {
  readonly call: ReplayedCall;
  readonly from: number;
  readonly to: number;
  readonly spans: readonly TimedSpan[];
}

/** Without its end, which is no status on the board. */
function timed(call: ReplayedCall): Timed {
  const spans = call.spans
    .filter(({ status }) => status !== "ended")
    .map((span) => ({ from: Date.parse(span.from), to: span.to === undefined ? Infinity : Date.parse(span.to), span }));
  return { call, from: spans[0]?.from ?? Infinity, to: spans.at(-1)?.to ?? -Infinity, spans };
}

function spanAt(spans: readonly TimedSpan[], moment: number): ReplayedSpan | undefined {
  return spans.find(({ from, to }) => from <= moment && moment < to)?.span;
}

function callOf({ callId, type, startTime }: ReplayedCall, span: ReplayedSpan): Call {
  const { status, queueId, agentId, statusSince = span.from, waitTime, holdTime = 0, flags = [] } = span;
  return {
    id: callId,
    type,
    startTime,
    status,
    queueId,
    statusSince,
    holdTime,
    flags,
    sequence: 0,
    ...(agentId !== undefined && { agentId }),
    ...(waitTime !== undefined && { waitTime }),
  };
}

function countsOf(queueId: string, calls: readonly Call[]): QueueStats {
  const there = calls.filter((call) => call.queueId === queueId);
  const count = (status: Call["status"]): number => there.filter((call) => call.status === status).length;
  const longest = there.find(({ status }) => status === "waiting")?.statusSince;
  return {
    ...nothingCounted,
    queueId,
    waiting: count("waiting"),
    active: count("active"),
    onHold: count("on_hold"),
    ...(longest !== undefined && { oldestWaitingSince: longest }),
  };
}

/** A window's figures are not of a moment. */
const nothingCounted = {
  offered: 0,
  visits: 0,
  answered: 0,
  answeredWithin: 0,
  abandoned: 0,
  shortAbandoned: 0,
  transferred: 0,
  overflowed: 0,
  callbacks: 0,
  voicemails: 0,
  failed: 0,
} as const;

/** Of an agent's calls the one counts that bound them most. */
const binding: readonly AgentState[] = ["on_call", "holding", "ringing"];

function agentsOf(standing: readonly { readonly callId: string; readonly span: ReplayedSpan }[]): AgentView[] {
  const agents = new Map<string, AgentView>();
  for (const { callId, span } of standing) {
    const { status, queueId, agentId, ringing, ringingSince, statusSince = span.from } = span;
    const state = ({ waiting: "ringing", active: "on_call", on_hold: "holding", ended: "idle" } as const)[status];
    const since = status === "waiting" ? (ringingSince ?? statusSince) : statusSince;
    const theirs = status === "waiting" ? (ringing ?? []) : agentId === undefined ? [] : [agentId];
    for (const id of theirs) {
      const known = agents.get(id);
      if (known !== undefined && !bindsMore(state, since, known)) continue;
      agents.set(id, { agentId: id, state, since, callId, queueId, handledToday: 0, missedToday: 0 });
    }
  }
  return [...agents.values()];
}

function bindsMore(state: AgentState, since: string, known: AgentView): boolean {
  const difference = binding.indexOf(state) - binding.indexOf(known.state);
  return difference < 0 || (difference === 0 && Date.parse(since) < Date.parse(known.since ?? since));
}
