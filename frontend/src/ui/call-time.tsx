import type { Call, QueueView } from "../contracts";
import { useText } from "../i18n/language";
import { elapsed, formatDuration, limitOf, urgencyOf } from "../lib/duration";
import { useTicking } from "../lib/services";
import { Duration } from "./duration";

interface Props {
  readonly call: Call;
  readonly queue: QueueView | undefined;
  /** Whether the rest of the limit is shown too. */
  readonly countdown?: boolean;
  /** In a row the status has a cell of its own. */
  readonly inRow?: boolean;
}

/** How long a call has been in its status, by the server's clock, against its queue's limit. */
export function CallTime({ call, queue, countdown = false, inRow = false }: Props) {
  const text = useText().calls;
  const ms = useTicking((now) => elapsed(call, now));
  const limit = limitOf(call, queue);
  const label = { waiting: text.waited, active: text.talked, on_hold: text.held, ended: text.lasted }[call.status];
  const urgency = ms === undefined ? "fine" : urgencyOf(ms, limit);
  const bar = inRow && ms !== undefined && limit !== undefined ? Math.min(100, Math.max(0, Math.round(ms / limit / 10))) : undefined;
  return (
    <span
      className={call.status === "ended" ? "text-muted" : bar === undefined ? "" : `limit-bar ${bars[urgency]}`}
      style={bar === undefined ? undefined : { backgroundSize: `${bar}% 0.1875rem, 100% 0.1875rem` }}
    >
      {!inRow && <span className="sr-only">{label} </span>}
      <Duration ms={ms} urgency={urgency} />
      {countdown && ms !== undefined && limit !== undefined && !(inRow && ms >= FAR_BEYOND) && (
        <span className={`ml-1.5 text-xs tabular-nums ${inks[urgency]}`}>
          {urgency === "over"
            ? text.over(formatDuration(ms - limit * 1000))
            : // Rounded up, so that it reaches zero when the limit does.
              text.left(formatDuration(Math.min(limit, Math.ceil(limit - ms / 1000)) * 1000))}
        </span>
      )}
    </span>
  );
}

/** From here on the time itself says how far the limit is exceeded, and a row has no room for both. */
const FAR_BEYOND = 3_600_000;

/** The part of the limit that is used up, in a row. */
const bars = { fine: "[--fill:var(--color-waiting-bar)]", near: "[--fill:var(--color-near-bar)]", over: "[--fill:var(--color-over-bar)]" };

const inks = { fine: "text-muted", near: "text-near", over: "text-over" };
