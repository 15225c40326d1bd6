import type { Call, QueueView } from "../contracts";
import { useText } from "../i18n/language";
import { elapsed, limitOf, pressureOf } from "../lib/duration";
import { useServerNow } from "../lib/services";
import { Duration } from "./duration";

/** How long a call has been where it is, by the server's clock, against its queue's limit. */
export function CallTime({ call, queue }: { call: Call; queue: QueueView | undefined }) {
  const text = useText().calls;
  const ms = elapsed(call, useServerNow());
  const pressure = ms === undefined ? "fine" : pressureOf(ms, limitOf(call, queue));
  const words = { waiting: text.waited, active: text.talked, on_hold: text.held, ended: text.lasted }[call.status];
  return (
    <span className={call.status === "ended" ? "text-muted" : ""}>
      <span className="sr-only">{words} </span>
      <Duration ms={ms} pressure={pressure} />
    </span>
  );
}
