import type { Call, QueueView } from "../contracts";
import { useText } from "../i18n/language";
import { elapsed, formatDuration, limitOf, pressureOf } from "../lib/duration";
import { useServerNow } from "../lib/services";
import { Duration } from "./duration";

/** How long a call has been where it is, by the server's clock, against its queue's limit; on demand with what is left. */
export function CallTime({ call, queue, countdown = false }: { call: Call; queue: QueueView | undefined; countdown?: boolean }) {
  const text = useText().calls;
  const ms = elapsed(call, useServerNow());
  const limit = limitOf(call, queue);
  const pressure = ms === undefined ? "fine" : pressureOf(ms, limit);
  const words = { waiting: text.waited, active: text.talked, on_hold: text.held, ended: text.lasted }[call.status];
  return (
    <span className={call.status === "ended" ? "text-muted" : ""}>
      <span className="sr-only">{words} </span>
      <Duration ms={ms} pressure={pressure} />
      {countdown && ms !== undefined && limit !== undefined && (
        <span className={`ml-1.5 text-xs tabular-nums ${inks[pressure]}`}>
          {pressure === "over"
            ? text.over(formatDuration(ms - limit * 1000))
            : // Rounded up, so that it reaches zero when the limit does.
              text.left(formatDuration(Math.ceil((limit * 1000 - ms) / 1000) * 1000))}
        </span>
      )}
    </span>
  );
}

const inks = { fine: "text-muted", near: "text-near", over: "text-over" };
