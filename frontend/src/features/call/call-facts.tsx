import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Call, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { queueAddress } from "../../lib/address";
import { dialOf } from "../../lib/parties";
import { Timestamp } from "../../ui/timestamp";

/** The fields of a call. */
export function CallFacts({ call, queue }: { call: Call; queue: QueueView | undefined }) {
  const text = useText();
  const format = useFormat();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      <Parties call={call} />
      <Fact name={text.calls.queue}>
        <Link href={queueAddress(call.queueId)} className="underline decoration-line underline-offset-4 hover:decoration-current">
          {queue?.displayName ?? call.queueId}
        </Link>
      </Fact>
      <Fact name={text.calls.agent}>
        {call.agentId === undefined ? (
          <span className="text-muted">{call.status === "ended" ? text.calls.neverAgent : text.calls.noAgent}</span>
        ) : (
          <Link
            href={`/calls?agentId=${encodeURIComponent(call.agentId)}`}
            className="underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {call.agentId}
          </Link>
        )}
      </Fact>
      <Fact name={text.calls.type}>{text.type[call.type]}</Fact>
      <Fact name={text.call.started}>
        <Timestamp at={call.startTime} />
      </Fact>
      <Fact name={text.call.answered}>
        {call.answeredAt === undefined ? (
          <span className="text-muted">{call.status === "ended" ? text.call.never : text.call.notYet}</span>
        ) : (
          <Timestamp at={call.answeredAt} />
        )}
      </Fact>
      {call.waitTime !== undefined && <Fact name={text.call.waitedBefore}>{format.seconds(call.waitTime)}</Fact>}
      {call.holdTime > 0 && <Fact name={text.call.heldInAll}>{format.seconds(call.holdTime)}</Fact>}
      {call.endTime !== undefined && (
        <Fact name={text.call.ended}>
          <Timestamp at={call.endTime} />
          {call.endReason && `, ${text.endReason[call.endReason].toLowerCase()}`}
        </Fact>
      )}
    </dl>
  );
}

/** Who is on the line, as far as the telephony system told and the queue keeps it. */
function Parties({ call }: { call: Call }) {
  const text = useText().call;
  return (
    <>
      {call.callerName !== undefined && (
        <Fact name={text.caller}>
          <span className="font-medium wrap-anywhere">{call.callerName}</span>
        </Fact>
      )}
      {call.from !== undefined && (
        <Fact name={text.from}>
          <PhoneNumber number={call.from} />
        </Fact>
      )}
      {call.to !== undefined && (
        <Fact name={text.to}>
          <PhoneNumber number={call.to} />
        </Fact>
      )}
      {call.direction !== undefined && <Fact name={text.direction}>{text.directions[call.direction]}</Fact>}
      {Object.entries(call.attributes ?? {}).map(([name, value]) => (
        <Fact key={name} name={name}>
          <span className="wrap-anywhere">{value}</span>
        </Fact>
      ))}
    </>
  );
}

function PhoneNumber({ number }: { number: string }) {
  const text = useText().call;
  const dial = dialOf(number);
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 wrap-anywhere">
      {dial === undefined ? (
        number
      ) : (
        <a href={dial} className="underline decoration-line underline-offset-4 hover:decoration-current">
          {number}
        </a>
      )}
      <Link
        href={`/calls?q=${encodeURIComponent(number)}`}
        className="text-xs text-muted underline decoration-line underline-offset-4 hover:decoration-current"
      >
        {text.callsOfNumber}
      </Link>
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted wrap-anywhere">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  );
}
