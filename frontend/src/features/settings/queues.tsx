import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Compass } from "lucide-react";
import { Link } from "wouter";
import type { QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { useServices } from "../../lib/services";
import { queuesQuery } from "../../lib/stats-queries";
import { buttonClass } from "../../ui/button";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { useAdminKey } from "./admin-key";
import { ForgetKey, Framed } from "./framed";
import { KeyForm } from "./key-form";
import { QUEUES, queueSettingsAddress } from "./paths";
import { QueueForm } from "./queue-form";

/** Settings → Queues, for who has an administrator's key: all of them, or one. */
export default function QueuesSettings({ id }: { id: string | undefined }) {
  const key = useAdminKey();
  const queues = useQuery(queuesQuery(useServices()));
  const { data, error } = queues;
  if (key === undefined) {
    return (
      <Framed page="queues">
        <KeyForm />
      </Framed>
    );
  }
  if (data === undefined) {
    return (
      <Framed page="queues" aside={<ForgetKey />}>
        {error === null ? <Skeleton rows={4} className="h-20" /> : <ErrorNotice error={error} retry={() => void queues.refetch()} />}
      </Framed>
    );
  }
  if (id !== undefined) return <QueuePage key={id} adminKey={key} id={id} queue={data.find((queue) => queue.id === id)} />;
  return (
    <Framed page="queues" aside={<ForgetKey />}>
      <List queues={data} />
    </Framed>
  );
}

function List({ queues }: { queues: readonly QueueView[] }) {
  const { settings, overview, queue: names } = useText();
  const format = useFormat();
  const text = settings.queue;
  if (queues.length === 0) return <p className="max-w-prose text-muted">{overview.noQueuesHint}</p>;
  return (
    <ul aria-label={settings.pages.queues} className="flex flex-col gap-3">
      {queues.map((queue) => (
        <li key={queue.id} className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
          <Link
            href={queueSettingsAddress(queue.id)}
            className="self-start font-semibold wrap-anywhere underline decoration-line underline-offset-4"
          >
            {queue.displayName}
          </Link>
          <p className="text-muted">
            {names.aim(format.percent(queue.targetPercent / 100), formatDuration(queue.targetSeconds * 1000))} ·{" "}
            {queue.openHours === undefined ? text.always : text.hours}
          </p>
        </li>
      ))}
    </ul>
  );
}

function QueuePage({ adminKey, id, queue }: { adminKey: string; id: string; queue: QueueView | undefined }) {
  const { settings, queue: text } = useText();
  if (queue === undefined) {
    return (
      <>
        <h1 className="sr-only">{id}</h1>
        <Notice icon={Compass} title={text.unknown(id)}>
          <Link href={QUEUES} className={buttonClass}>
            {settings.pages.queues}
          </Link>
        </Notice>
      </>
    );
  }
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4">
      <Link href={QUEUES} className="inline-flex items-center gap-1 self-start text-muted hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        {settings.pages.queues}
      </Link>
      <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{queue.displayName}</h1>
      <QueueForm adminKey={adminKey} queue={queue} />
    </div>
  );
}
