import { useQuery } from "@tanstack/react-query";
import { RefreshCw, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { Undelivered } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { callAddress } from "../../lib/address";
import { ApiError } from "../../lib/api";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { Timestamp } from "../../ui/timestamp";
import { Confirm } from "./confirm";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import { NotUnderstood } from "./not-understood";
import type { PageProps } from "./paths";
import { dropUndelivered, replayUndelivered, undeliveredQuery } from "./queries";
import { useAction } from "./use-action";

const SHOWN = 50;

/** What could not be delivered, and what could not be understood. */
export default function UndeliveredPage({ adminKey }: PageProps) {
  const text = useText().settings;
  const messages = useQuery(undeliveredQuery(useServices().api, adminKey));
  return (
    <>
      <PageHead title={text.pages.undelivered} />
      <section aria-labelledby="messages" className="flex flex-col gap-3">
        <h2 id="messages" className="font-semibold">
          {text.undelivered.messages}
        </h2>
        <p className="max-w-prose text-muted">{text.undelivered.hint}</p>
        <Loaded query={messages}>
          {(data) => (data.length === 0 ? <p>{text.undelivered.none}</p> : <Messages adminKey={adminKey} all={data} />)}
        </Loaded>
      </section>
      <NotUnderstood adminKey={adminKey} />
    </>
  );
}

type What = "replay" | "drop";
const operations = { replay: replayUndelivered, drop: dropUndelivered } as const;

/** A page of them; what is done to all of them is done to this page. */
function Messages({ adminKey, all }: { adminKey: string; all: readonly Undelivered[] }) {
  const text = useText().settings.undelivered;
  const format = useFormat();
  const { api, client } = useServices();
  const { busy, failed, run } = useAction();
  const [dropping, setDropping] = useState<readonly Undelivered[]>();
  const page = all.slice(0, SHOWN);

  const change = (what: What, these: readonly Undelivered[]): void => {
    setDropping(undefined);
    void run(async () => {
      try {
        for (const { id } of these) await operations[what](api, adminKey, id).catch(unlessGone);
      } finally {
        await client.invalidateQueries(undeliveredQuery(api, adminKey));
      }
    });
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button disabled={busy} onClick={() => change("replay", page)}>
          <RefreshCw aria-hidden className="size-4" />
          {text.replayAll(page.length)}
        </Button>
        <Button disabled={busy} onClick={() => setDropping(page)}>
          <Trash2 aria-hidden className="size-4" />
          {text.dropAll(page.length)}
        </Button>
        {all.length > page.length && <span className="text-muted">{text.more(format.number(all.length - page.length))}</span>}
      </div>
      <p role="alert" className="wrap-anywhere text-over empty:hidden">
        {failed}
      </p>
      <ul aria-label={text.messages} className="flex flex-col rounded-xl border border-line bg-surface">
        {page.map((message) => (
          <li key={message.id} className="flex flex-col gap-2 border-line px-4 py-3 not-first:border-t">
            <Message message={message}>
              <Button disabled={busy} onClick={() => change("replay", [message])}>
                {text.replay}
                <span className="sr-only">{message.callId}</span>
              </Button>
              <Button disabled={busy} onClick={() => setDropping([message])}>
                {text.drop}
                <span className="sr-only">{message.callId}</span>
              </Button>
            </Message>
          </li>
        ))}
      </ul>
      {dropping !== undefined && (
        <Confirm
          title={text.dropTitle(dropping.length)}
          action={text.drop}
          onClose={() => setDropping(undefined)}
          onConfirm={() => change("drop", dropping)}
        >
          <p>{text.dropHint}</p>
        </Confirm>
      )}
    </>
  );
}

/** Somebody else was faster. */
function unlessGone(failure: unknown): void {
  if (!(failure instanceof ApiError) || failure.status !== 404) throw failure;
}

function Message({
  message: { callId, channel, sequence, reason, since, payload },
  children,
}: {
  message: Undelivered;
  children: ReactNode;
}) {
  const text = useText().settings;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <div className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-3">
          <Timestamp at={since} />
          <Link href={callAddress(callId)} className="font-mono break-all underline decoration-line underline-offset-4">
            {callId}
          </Link>
          <span className="text-muted">
            {channel} · {sequence}
          </span>
        </div>
        {children}
      </div>
      <p className="wrap-anywhere text-over">{reason}</p>
      <details>
        <summary className="text-muted">{text.undelivered.payload}</summary>
        <pre className="mt-2 max-h-80 overflow-y-auto rounded-lg bg-raised p-2 font-mono text-xs break-all whitespace-pre-wrap">
          {payload}
        </pre>
      </details>
    </>
  );
}
