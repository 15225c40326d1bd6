import type { ConnectionState, ConnectionStatus } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { Timestamp } from "../../ui/timestamp";

const dots: Record<ConnectionStatus, string> = {
  off: "bg-ended",
  connecting: "bg-near-bar",
  connected: "bg-active-bar",
  waiting: "bg-waiting-bar",
  failing: "bg-over-bar",
};

/** Its status as dot and words, since when, and why it fails. */
export function StateLine({ state: { status, since, reason, lastMessageAt } }: { state: ConnectionState }) {
  const text = useText().settings;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${dots[status]}`} />
        <span className="font-medium">{text.status[status]}</span>
        {since !== undefined && (
          <span className="text-muted">
            {text.since} <Timestamp at={since} />
          </span>
        )}
      </p>
      {reason !== undefined && <p className="wrap-anywhere text-over">{reason}</p>}
      <p className="text-muted">
        {lastMessageAt === undefined ? (
          text.nothingHeard
        ) : (
          <>
            {text.lastMessage} <Timestamp at={lastMessageAt} />
          </>
        )}
      </p>
    </div>
  );
}

/** How much was heard, and what became of it. */
export function Counts({ state }: { state: ConnectionState }) {
  const text = useText().settings;
  const format = useFormat();
  const figures = ["messages", "taken", "ignored", "unknown", "refused"] as const;
  return (
    <dl className="grid grid-cols-3 gap-x-4 gap-y-2 tabular-nums sm:grid-cols-6">
      {figures.map((figure) => (
        <div key={figure} className="flex min-w-0 flex-col">
          <dt className="text-xs text-muted" title={text.countHints[figure]}>
            {text.counts[figure]}
          </dt>
          <dd className={figure === "refused" && state.refused > 0 ? "font-semibold text-over" : "font-medium"}>
            {format.count(state[figure])}
          </dd>
        </div>
      ))}
      <div className="flex min-w-0 flex-col">
        <dt className="text-xs text-muted" title={text.countHints.lag}>
          {text.counts.lag}
        </dt>
        <dd className="font-medium">{state.lag === undefined ? "–" : format.seconds(state.lag)}</dd>
      </div>
    </dl>
  );
}
