import type { WebhookState, WebhookStatus } from "../../contracts";
import { useFormat } from "../../i18n/language";
import { Timestamp } from "../../ui/timestamp";
import { useWebhookText } from "./webhook-words";

const dots: Record<WebhookStatus, string> = {
  off: "bg-ended",
  working: "bg-active-bar",
  failing: "bg-over-bar",
  dropping: "bg-over-bar",
};

const figures = ["waiting", "failed", "dropped"] as const;

/** How a webhook does: its status as dot and words, why it fails, and how much waits. */
export function WebhookStanding({ state }: { state: WebhookState }) {
  const text = useWebhookText();
  const format = useFormat();
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-baseline gap-x-1.5">
          <span aria-hidden className={`size-2.5 shrink-0 rounded-full ${dots[state.status]}`} />
          <span className="font-medium">{text.status[state.status]}</span>
          {state.failingSince !== undefined && (
            <span className="text-muted">
              {text.failingSince} <Timestamp at={state.failingSince} />
            </span>
          )}
        </p>
        {state.reason !== undefined && <p className="wrap-anywhere text-over">{state.reason}</p>}
        <p className="text-muted">
          {state.deliveredAt === undefined ? (
            text.neverDelivered
          ) : (
            <>
              {text.delivered} <Timestamp at={state.deliveredAt} />
            </>
          )}
        </p>
        {state.oldestAt !== undefined && (
          <p className="text-muted">
            {text.waits} <Timestamp at={state.oldestAt} />
          </p>
        )}
      </div>
      <dl className="grid grid-cols-3 gap-x-4 self-start tabular-nums">
        {figures.map((figure) => (
          <div key={figure} className="flex min-w-0 flex-col">
            <dt className="text-xs text-muted" title={text.countHints[figure]}>
              {text.counts[figure]}
            </dt>
            <dd className={figure !== "waiting" && state[figure] > 0 ? "font-semibold text-over" : "font-medium"}>
              {format.count(state[figure])}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
