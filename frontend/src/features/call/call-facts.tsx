import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Call, QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { Timestamp } from "../../ui/timestamp";

/** The fields of a call. */
export function CallFacts({ call, queue }: { call: Call; queue: QueueView | undefined }) {
  const text = useText();
  const format = useFormat();
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-1.5">
      <Fact name={text.calls.queue}>
        <Link
          href={`/calls?queueId=${encodeURIComponent(call.queueId)}`}
          className="underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {queue?.displayName ?? call.queueId}
        </Link>
      </Fact>
      <Fact name={text.calls.agent}>
        {call.agentId === undefined ? (
          <span className="text-muted">{text.calls.noAgent}</span>
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
        {call.answeredAt === undefined ? <span className="text-muted">{text.call.notYet}</span> : <Timestamp at={call.answeredAt} />}
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </>
  );
}
