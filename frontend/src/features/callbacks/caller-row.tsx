import { Phone } from "lucide-react";
import { Link } from "wouter";
import type { Call, CallbackClaim } from "../../contracts";
import { useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { endOf, type Lost } from "../../lib/callbacks";
import { formatDuration } from "../../lib/duration";
import { callsOf } from "../../lib/links";
import { dialOf } from "../../lib/parties";
import { useQueues, useTicking } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import { StatusBadge } from "../../ui/status-badge";
import { Timestamp } from "../../ui/timestamp";

interface Props {
  readonly caller: Lost;
  /** Whether it is known what came after. */
  readonly asked: boolean;
  readonly failed: boolean;
  readonly reached: Call | undefined;
  readonly onLine: Call | undefined;
  readonly claim: CallbackClaim | undefined;
  /** Who uses this browser. */
  readonly by: string | undefined;
  take(): void;
  release(callId: string): void;
}

/** One caller: who, what became of their call, for how long they wait for ours, who takes it, and who has talked with them since. */
export function CallerRow({ caller: { number, call, calls }, asked, failed, reached, onLine, claim, by, take, release }: Props) {
  const text = useText().callbacks;
  const queue = useQueues().of(call.queueId);
  const ago = useTicking((now) => (now === undefined ? undefined : formatDuration(Math.floor((now - endOf(call)) / 60_000) * 60_000)));
  const claimed = useTicking((now) =>
    claim === undefined ? undefined : text.minutes(Math.floor(((now ?? Date.parse(claim.at)) - Date.parse(claim.at)) / 60_000)),
  );
  const dial = dialOf(number);
  const [talk, words] =
    onLine !== undefined ? [onLine, text.onLine(onLine.agentId)] : reached !== undefined ? [reached, text.reachedBy(reached.agentId)] : [];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-line px-4 py-2.5 not-first:border-t hover:bg-raised md:grid-cols-[minmax(10rem,1.2fr)_minmax(9rem,1fr)_minmax(9rem,1fr)_minmax(9rem,1.2fr)_auto]">
      <div className="min-w-0">
        <Link href={callsOf(number)} title={text.calls} className="font-semibold wrap-anywhere tabular-nums hover:underline">
          {number}
        </Link>
        {call.callerName !== undefined && <span className="block truncate text-xs text-muted">{call.callerName}</span>}
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 max-md:order-3">
        <Link href={callAddress(call.id)} className="hover:underline">
          <StatusBadge call={call} />
        </Link>
        {calls.length > 1 && <span className="text-xs font-medium tabular-nums">{text.times(calls.length)}</span>}
        {call.waitTime !== undefined && (
          <span className="text-xs text-muted tabular-nums">{text.waited(formatDuration(call.waitTime * 1000))}</span>
        )}
      </div>
      <span className="min-w-0 truncate text-muted max-md:order-5">{queue?.displayName ?? call.queueId}</span>
      <div className="min-w-0 text-xs max-md:order-4 max-md:col-span-2">
        {talk !== undefined ? (
          <span className="flex flex-wrap gap-x-1.5">
            <Link
              href={callAddress(talk.id)}
              className="font-medium text-active wrap-anywhere underline decoration-line underline-offset-4"
            >
              {words}
            </Link>
            <Timestamp at={talk.answeredAt ?? talk.startTime} />
          </span>
        ) : (
          <span className="text-muted tabular-nums">
            {text.lost} <Timestamp at={new Date(endOf(call)).toISOString()} /> · {ago}
            {claim?.by !== undefined && (
              <span className="block font-medium text-ink wrap-anywhere">
                {text.takenBy(claim.by)} · {claimed}
              </span>
            )}
            {!asked && <span className="block">{failed ? text.notAsked : text.asking}</span>}
          </span>
        )}
      </div>
      <div className="flex items-center justify-end gap-2 max-md:order-2 print:hidden">
        {talk === undefined && (
          <Button
            onClick={() => (claim === undefined ? take() : release(claim.callId))}
            aria-label={claim === undefined ? text.takeOf(number, by) : text.releaseOf(number)}
            title={claim === undefined ? text.takeOf(number, by) : undefined}
            className="md:min-w-24"
          >
            {claim === undefined ? text.take : text.release}
          </Button>
        )}
        {dial !== undefined && (
          <a href={dial} aria-label={text.dial(number)} title={text.dial(number)} className={buttonClass}>
            <Phone aria-hidden className="size-4" />
          </a>
        )}
      </div>
    </li>
  );
}
