import { useQuery } from "@tanstack/react-query";
import { CirclePause, CirclePlay, KeyRound, RotateCcw, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import type { WebhookAttempt, WebhookTrial, WebhookView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Skeleton } from "../../ui/skeleton";
import { Timestamp } from "../../ui/timestamp";
import { Confirm } from "./confirm";
import { PageHead } from "./framed";
import { pageAddress } from "./paths";
import { Unknown } from "./unknown";
import { useAction } from "./use-action";
import { WebhookForm } from "./webhook-form";
import { attemptsQuery, deleteWebhook, failedQuery, putWebhook, renewSecret, replay, testWebhook, webhooksQuery } from "./webhook-queries";
import { NewSecret } from "./webhook-secret";
import { WebhookStanding } from "./webhook-state";
import { useWebhookText } from "./webhook-words";

interface Props {
  readonly adminKey: string;
  readonly name: string;
  readonly webhooks: readonly WebhookView[];
  /** The secret that was just made. */
  readonly secret: string | undefined;
  onSecret(secret: string | undefined): void;
}

/** One webhook: how it does, what was sent to it, what failed, and its settings. */
export function WebhookPage({ adminKey, name, webhooks, secret, onSecret }: Props) {
  const { settings: shared } = useText();
  const text = useWebhookText();
  const format = useFormat();
  const webhook = webhooks.find((each) => each.name === name);
  if (webhook === undefined) {
    return <Unknown page="webhooks" name={name} title={text.unknown(name)} />;
  }
  const { state, oldSecretUntil, changedBy, changedAt } = webhook;
  return (
    <>
      <PageHead title={name}>
        <Actions adminKey={adminKey} webhook={webhook} onSecret={onSecret} />
      </PageHead>
      {secret !== undefined && <NewSecret secret={secret} onKept={() => onSecret(undefined)} />}
      <section aria-labelledby="standing" className="flex min-w-0 flex-col gap-2">
        <h2 id="standing" className="font-semibold">
          {shared.standing}
        </h2>
        <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
          <WebhookStanding state={state} />
          <p className="wrap-anywhere text-muted">
            {text.changedBy(changedBy)} <Timestamp at={changedAt} />
          </p>
          {oldSecretUntil !== undefined && Date.parse(oldSecretUntil) > Date.now() && (
            <p className="text-muted">{text.oldSecret(format.full(Date.parse(oldSecretUntil)))}</p>
          )}
        </div>
      </section>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <section aria-labelledby="settings" className="flex min-w-0 flex-col gap-2">
          <h2 id="settings" className="font-semibold">
            {shared.title}
          </h2>
          <WebhookForm adminKey={adminKey} webhook={webhook} onSaved={() => {}} />
        </section>
        <div className="flex min-w-0 flex-col gap-4">
          <Failed adminKey={adminKey} name={name} count={state.failed} />
          <Attempts adminKey={adminKey} name={name} />
        </div>
      </div>
    </>
  );
}

interface ActionsProps {
  readonly adminKey: string;
  readonly webhook: WebhookView;
  onSecret(secret: string): void;
}

function Actions({ adminKey, webhook: { name, settings }, onSecret }: ActionsProps) {
  const { settings: shared } = useText();
  const text = useWebhookText();
  const { api, client } = useServices();
  const [asking, setAsking] = useState<"remove" | "renew">();
  const { busy, failed, run } = useAction();
  const [trial, setTrial] = useState<WebhookTrial>();

  async function change<T>(operation: () => Promise<T>, then: (done: T) => void = () => {}): Promise<void> {
    setAsking(undefined);
    setTrial(undefined);
    await run(async () => {
      const done = await operation();
      await client.invalidateQueries(webhooksQuery(api, adminKey));
      then(done);
    });
  }

  const remove = () =>
    change(
      () => deleteWebhook(api, adminKey, name),
      () => navigate(pageAddress("webhooks"), { replace: true }),
    );
  const renew = () =>
    change(
      () => renewSecret(api, adminKey, name),
      ({ secret }) => onSecret(secret),
    );

  const Icon = settings.enabled ? CirclePause : CirclePlay;
  return (
    <>
      <Button disabled={busy} onClick={() => void change(() => testWebhook(api, adminKey, name), setTrial)}>
        <Send aria-hidden className="size-4" />
        {text.test}
      </Button>
      <Button
        disabled={busy}
        onClick={() => void change(() => putWebhook(api, adminKey, name, { ...settings, enabled: !settings.enabled }))}
      >
        <Icon aria-hidden className="size-4" />
        {settings.enabled ? shared.disable : shared.enable}
      </Button>
      <Button disabled={busy} onClick={() => setAsking("renew")}>
        <KeyRound aria-hidden className="size-4" />
        {text.renew}
      </Button>
      <Button disabled={busy} onClick={() => setAsking("remove")}>
        <Trash2 aria-hidden className="size-4" />
        {text.remove}
      </Button>
      <p role="alert" className="w-full text-over empty:hidden">
        {failed}
      </p>
      <p
        role="status"
        className={`w-full wrap-anywhere whitespace-pre-line empty:hidden ${trial?.ok === true ? "text-active" : "text-over"}`}
      >
        {trial !== undefined && `${trial.ok ? shared.works : shared.fails} ${trial.message}`}
      </p>
      {asking === "remove" && (
        <Confirm title={text.removeTitle(name)} action={text.remove} onClose={() => setAsking(undefined)} onConfirm={() => void remove()}>
          <p>{text.removeHint}</p>
        </Confirm>
      )}
      {asking === "renew" && (
        <Confirm
          title={text.renewTitle(name)}
          action={text.renew}
          harmless
          onClose={() => setAsking(undefined)}
          onConfirm={() => void renew()}
        >
          <p>{text.renewHint}</p>
        </Confirm>
      )}
    </>
  );
}

/** What was given up, to be sent again: one of them, or all. */
function Failed({ adminKey, name, count }: { adminKey: string; name: string; count: number }) {
  const text = useWebhookText();
  const { api, client } = useServices();
  const failed = useQuery(failedQuery(api, adminKey, name));
  const { busy, failed: wrong, run } = useAction();
  const [said, setSaid] = useState("");

  async function again(id?: string): Promise<void> {
    setSaid("");
    await run(async () => {
      const { messages } = await replay(api, adminKey, name, id);
      setSaid(text.replayed(messages));
      await client.invalidateQueries(webhooksQuery(api, adminKey));
    });
  }

  const { data, error } = failed;
  return (
    <section aria-labelledby="failed" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="failed" className="font-semibold">
          {text.failed}
        </h2>
        {count > 0 && (
          <Button disabled={busy} onClick={() => void again()}>
            <RotateCcw aria-hidden className="size-4" />
            {text.replayAll}
          </Button>
        )}
      </div>
      <p role="status" className="text-active empty:hidden">
        {said}
      </p>
      <p role="alert" className="text-over empty:hidden">
        {wrong}
      </p>
      {data === undefined ? (
        error === null ? (
          <Skeleton rows={2} />
        ) : (
          <ErrorNotice error={error} retry={() => void failed.refetch()} />
        )
      ) : data.length === 0 ? (
        <p className="text-muted">{text.noFailed}</p>
      ) : (
        <ul aria-label={text.failed} className="flex flex-col rounded-xl border border-line bg-surface">
          {data.map(({ id, type, callId, at, attempts, reason }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line px-4 py-2 not-first:border-t">
              <div className="flex min-w-0 flex-1 flex-col">
                <p className="flex flex-wrap gap-x-2">
                  <Timestamp at={at} />
                  <span className="font-medium">{text.type[type]}</span>
                  <span className="min-w-0 text-muted wrap-anywhere">{callId}</span>
                </p>
                <p className="wrap-anywhere text-over">
                  {reason} <span className="text-muted">({text.attemptsMade(attempts)})</span>
                </p>
              </div>
              <Button disabled={busy} onClick={() => void again(id)}>
                <RotateCcw aria-hidden className="size-4" />
                {text.replay}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Attempts({ adminKey, name }: { adminKey: string; name: string }) {
  const text = useWebhookText();
  const attempts = useQuery(attemptsQuery(useServices().api, adminKey, name));
  const { data, error } = attempts;
  return (
    <section aria-labelledby="attempts" className="flex min-w-0 flex-col gap-2">
      <h2 id="attempts" className="font-semibold">
        {text.attempts}
      </h2>
      {data === undefined ? (
        error === null ? (
          <Skeleton rows={3} />
        ) : (
          <ErrorNotice error={error} retry={() => void attempts.refetch()} />
        )
      ) : data.length === 0 ? (
        <p className="text-muted">{text.noAttempts}</p>
      ) : (
        <ul aria-label={text.attempts} className="flex flex-col rounded-xl border border-line bg-surface">
          {data.map((attempt) => (
            <li key={`${attempt.messageId} ${attempt.at}`} className="border-line not-first:border-t">
              <Attempt attempt={attempt} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Attempt({ attempt: { messageId, type, callId, at, took, ok, status, reason, answer } }: { attempt: WebhookAttempt }) {
  const text = useWebhookText();
  const format = useFormat();
  return (
    <details className="px-4 py-2">
      <summary className="min-w-0">
        <span className="inline-flex max-w-[calc(100%-1.25rem)] flex-wrap items-center gap-2 align-top">
          <Timestamp at={at} />
          <span className={`rounded-full px-2 py-0.5 text-xs font-medium ${ok ? "bg-active-soft text-active" : "bg-over-soft text-over"}`}>
            {ok ? text.ok : text.notOk}
          </span>
          <span>{text.type[type]}</span>
          <span className="min-w-0 wrap-anywhere text-over empty:hidden">{reason}</span>
        </span>
      </summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 pt-2">
        <dt className="text-muted">{text.message}</dt>
        <dd className="font-mono text-xs wrap-anywhere">
          {messageId} {callId}
        </dd>
        <dt className="text-muted">{text.answer}</dt>
        <dd>
          {status ?? "–"} · {format.seconds(took)}
        </dd>
      </dl>
      {answer !== "" && (
        <pre className="mt-2 max-h-80 overflow-y-auto rounded-lg bg-raised p-2 font-mono text-xs break-all whitespace-pre-wrap">
          {answer}
        </pre>
      )}
    </details>
  );
}
