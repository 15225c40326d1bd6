import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ConnectionMessage, MessageOutcome } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { ErrorNotice } from "../../ui/error-notice";
import { Select } from "../../ui/select";
import { Skeleton } from "../../ui/skeleton";
import { Timestamp } from "../../ui/timestamp";
import { messagesQuery } from "./queries";

const outcomes = ["refused", "unknown", "ignored", "taken"] as const;

const looks: Record<MessageOutcome, string> = {
  taken: "bg-active-soft text-active",
  ignored: "bg-ended-soft text-ended",
  unknown: "bg-near-soft text-near",
  refused: "bg-over-soft text-over",
};

/** The last messages: what was heard, what was made of it, and why something was refused. */
export function Messages({ adminKey, name }: { adminKey: string; name: string }) {
  const text = useText().settings;
  const messages = useQuery(messagesQuery(useServices().api, adminKey, name));
  const [only, setOnly] = useState<MessageOutcome>();
  const shown = messages.data?.filter(({ outcome }) => only === undefined || outcome === only);
  return (
    <section aria-labelledby="messages" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="messages" className="font-semibold">
          {text.messages}
        </h2>
        <Select
          label={text.showMessages}
          value={only ?? ""}
          onChange={({ target }) => setOnly(outcomes.find((each) => each === target.value))}
        >
          <option value="">{text.allMessages}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {text.outcome[outcome]}
            </option>
          ))}
        </Select>
      </div>
      {shown === undefined ? (
        messages.error === null ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorNotice error={messages.error} retry={() => void messages.refetch()} />
        )
      ) : shown.length === 0 ? (
        <p className="text-muted">{text.noMessages}</p>
      ) : (
        <ul aria-label={text.messages} className="flex flex-col rounded-xl border border-line bg-surface">
          {numbered(shown).map(([key, message]) => (
            <li key={key} className="border-line not-first:border-t">
              <Message message={message} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Message({ message: { at, outcome, text: heard, reasons } }: { message: ConnectionMessage }) {
  const text = useText().settings;
  const format = useFormat();
  return (
    <details className="px-4 py-2">
      <summary className="min-w-0">
        <span className="inline-flex max-w-[calc(100%-1.25rem)] flex-wrap items-center gap-2 align-top">
          <Timestamp at={at} />
          <span className={`rounded-full px-2 py-0.5 text-xs font-medium ${looks[outcome]}`}>{text.outcome[outcome]}</span>
          <span className="min-w-0 wrap-anywhere">{format.list(reasons)}</span>
        </span>
      </summary>
      <div className="flex flex-col gap-2 pt-2">
        <Part title={text.why} lines={reasons} />
        <h3 className="text-xs text-muted">{text.heard}</h3>
        <pre className="max-h-80 overflow-y-auto rounded-lg bg-raised p-2 font-mono text-xs break-all whitespace-pre-wrap">{heard}</pre>
      </div>
    </details>
  );
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="text-xs text-muted">{title}</h3>
      <ul className="list-disc pl-5 wrap-anywhere">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** With a key of its own each, which stays when newer ones come: a message that is open stays open. */
function numbered(messages: readonly ConnectionMessage[]): [string, ConnectionMessage][] {
  const seen = new Map<string, number>();
  return messages
    .toReversed()
    .map((message): [string, ConnectionMessage] => {
      const same = `${message.at} ${message.outcome} ${message.text}`;
      const n = (seen.get(same) ?? 0) + 1;
      seen.set(same, n);
      return [`${same} ${n}`, message];
    })
    .toReversed();
}
