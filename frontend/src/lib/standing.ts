import type { QueueStats, QueueView } from "../contracts";
import { type Urgency, urgencyOf } from "./duration";
import { targeted, targetOf, verdictOf } from "./windows";

/** A queue and how it stands now, for lists that begin with what needs somebody. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly stats: QueueStats;
  readonly queue: QueueView | undefined;
  /** How long its longest waiting caller has waited, in ms; undefined when nobody waits. */
  readonly wait: number | undefined;
  readonly urgency: Urgency;
  /** Nobody waits, talks or is held. */
  readonly quiet: boolean;
}

export function standingOf(stats: QueueStats, queues: readonly QueueView[], now: number | undefined): Standing {
  const id = stats.queueId ?? "";
  const queue = queues.find((other) => other.id === id);
  const wait = stats.oldestWaitingSince === undefined || now === undefined ? undefined : now - Date.parse(stats.oldestWaitingSince);
  return {
    id,
    name: queue?.displayName ?? id,
    stats,
    queue,
    wait,
    // Outside open hours no wait is too long.
    urgency: wait === undefined || stats.opensAt !== undefined ? "fine" : urgencyOf(wait, queue?.waitLimit),
    quiet: stats.waiting + stats.active + stats.onHold === 0,
  };
}

const ranks: Record<Urgency, number> = { over: 0, near: 1, fine: 2 };

/** Over the limit first, then near it, then below the target, then those with calls; of equals the one whose limit is exceeded most. */
export function worstFirst(standings: readonly Standing[]): Standing[] {
  return standings.toSorted(
    (a, b) =>
      ranks[a.urgency] - ranks[b.urgency] ||
      shareOf(b) - shareOf(a) ||
      Number(missed(b)) - Number(missed(a)) ||
      Number(a.quiet) - Number(b.quiet) ||
      b.stats.waiting - a.stats.waiting ||
      a.name.localeCompare(b.name),
  );
}

/** The wait as a share of the limit. Only of those that are near or over: others would change places all the time. */
function shareOf({ wait, queue, urgency }: Standing): number {
  return urgency === "fine" || wait === undefined || queue === undefined ? 0 : wait / queue.waitLimit;
}

function missed({ stats }: Standing): boolean {
  return stats.serviceLevel !== undefined && verdictOf(stats.serviceLevel, targetOf(stats)) === "missed";
}

/** The counts of some queues together. */
export function totalOf(each: readonly QueueStats[]): QueueStats {
  const sum = (read: (stats: QueueStats) => number): number => each.reduce((total, stats) => total + read(stats), 0);
  const weighted = (read: (stats: QueueStats) => number | undefined, weight: (stats: QueueStats) => number): number =>
    sum((stats) => (read(stats) ?? 0) * weight(stats));
  const answered = sum((stats) => stats.answered);
  const counted = sum(targeted);
  const outsideHours = sum((stats) => stats.outsideHours ?? 0);
  const stayed = sum((stats) => stats.offered - stats.shortAbandoned);
  const oldest = each.flatMap(({ oldestWaitingSince }) => oldestWaitingSince ?? []).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
  const abandoned = sum((stats) => stats.abandoned);
  const shortAbandoned = sum((stats) => stats.shortAbandoned);
  const answeredWithin = sum((stats) => stats.answeredWithin);
  return {
    waiting: sum((stats) => stats.waiting),
    active: sum((stats) => stats.active),
    onHold: sum((stats) => stats.onHold),
    offered: sum((stats) => stats.offered),
    visits: sum((stats) => stats.visits),
    answered,
    answeredWithin,
    abandoned,
    shortAbandoned,
    transferred: sum((stats) => stats.transferred),
    overflowed: sum((stats) => stats.overflowed),
    callbacks: sum((stats) => stats.callbacks),
    voicemails: sum((stats) => stats.voicemails),
    failed: sum((stats) => stats.failed),
    ...(oldest !== undefined && { oldestWaitingSince: oldest }),
    ...(counted > 0 && {
      serviceLevel: answeredWithin / counted,
      serviceLevelTarget: sum((stats) => targetOf(stats) * targeted(stats)) / counted,
    }),
    ...(stayed > 0 && { abandonmentRate: (abandoned - shortAbandoned) / stayed }),
    ...(outsideHours > 0 && { outsideHours }),
    ...(answered > 0 && {
      asa:
        weighted(
          (stats) => stats.asa,
          (stats) => stats.answered,
        ) / answered,
    }),
  };
}
