import { useQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import type { QueueView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { formatDuration } from "../../lib/duration";
import { useServices } from "../../lib/services";
import { everyQueueQuery } from "../../lib/stats-queries";
import { Button, buttonClass } from "../../ui/button";
import { Confirm } from "./confirm";
import { PageHead } from "./framed";
import { Loaded } from "./loaded";
import { type PageProps, pageAddress } from "./paths";
import { retireQueue } from "./queries";
import { QueueForm } from "./queue-form";
import { Unknown } from "./unknown";
import { useAction } from "./use-action";

/** Every queue, those that are retired below the others, a new one, or one of them. */
export default function Queues({ adminKey, item }: PageProps) {
  const text = useText().settings;
  const queues = useQuery(everyQueueQuery(useServices()));
  const adding = new URLSearchParams(useSearch()).has("add");
  if (item === undefined && adding) return <NewQueue adminKey={adminKey} taken={queues.data?.map(({ id }) => id) ?? []} />;
  return (
    <>
      {item === undefined && (
        <PageHead title={text.pages.queues}>
          <Link href={`${pageAddress("queues")}?add=`} className={buttonClass}>
            <Plus aria-hidden className="size-4" />
            {text.queue.add}
          </Link>
        </PageHead>
      )}
      <Loaded query={queues}>
        {(data) =>
          item === undefined ? (
            <List queues={data} />
          ) : (
            <QueuePage key={item} adminKey={adminKey} id={item} queue={data.find((queue) => queue.id === item)} />
          )
        }
      </Loaded>
    </>
  );
}

function NewQueue({ adminKey, taken }: { adminKey: string; taken: readonly string[] }) {
  const text = useText().settings;
  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <PageHead title={text.queue.add}>
        <Button onClick={() => navigate(pageAddress("queues"))}>{text.cancel}</Button>
      </PageHead>
      <QueueForm adminKey={adminKey} taken={taken} onMade={({ id }) => navigate(pageAddress("queues", id), { replace: true })} />
    </div>
  );
}

function List({ queues }: { queues: readonly QueueView[] }) {
  const { settings, overview } = useText();
  const open = queues.filter(({ retiredAt }) => retiredAt === undefined);
  const retired = queues.filter(({ retiredAt }) => retiredAt !== undefined);
  return (
    <>
      {open.length === 0 ? (
        <p className="max-w-prose text-muted">{overview.noQueuesHint}</p>
      ) : (
        <QueueItems name={settings.pages.queues} queues={open} />
      )}
      {retired.length > 0 && (
        <section aria-labelledby="retired-queues" className="flex flex-col gap-3">
          <h2 id="retired-queues" className="font-semibold">
            {settings.queue.retired}
          </h2>
          <QueueItems name={settings.queue.retired} queues={retired} />
        </section>
      )}
    </>
  );
}

function QueueItems({ name, queues }: { name: string; queues: readonly QueueView[] }) {
  const { settings, queue: names } = useText();
  const format = useFormat();
  const text = settings.queue;
  return (
    <ul aria-label={name} className="flex flex-col gap-3">
      {queues.map((queue) => (
        <li key={queue.id} className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
          <Link
            href={pageAddress("queues", queue.id)}
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
    return <Unknown page="queues" name={id} title={text.unknown(id)} />;
  }
  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <PageHead title={queue.displayName}>{queue.retiredAt === undefined && <Retire adminKey={adminKey} queue={queue} />}</PageHead>
      {queue.retiredAt !== undefined && (
        <p className="max-w-prose text-muted">
          {text.retired} {settings.queue.reopenHint}
        </p>
      )}
      <QueueForm adminKey={adminKey} queue={queue} />
    </div>
  );
}

function Retire({ adminKey, queue: { id, displayName } }: { adminKey: string; queue: QueueView }) {
  const text = useText().settings.queue;
  const services = useServices();
  const [asking, setAsking] = useState(false);
  const { busy, failed, run } = useAction();

  async function retire(): Promise<void> {
    setAsking(false);
    const retired = await run(async () => {
      await retireQueue(services.api, adminKey, id);
      await services.client.invalidateQueries(everyQueueQuery(services));
    });
    if (retired) navigate(pageAddress("queues"), { replace: true });
  }

  return (
    <>
      <Button disabled={busy} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        {text.retire}
      </Button>
      <p role="alert" className="w-full text-over empty:hidden">
        {failed}
      </p>
      {asking && (
        <Confirm
          title={text.retireTitle(displayName)}
          action={text.retire}
          onClose={() => setAsking(false)}
          onConfirm={() => void retire()}
        >
          <p>{text.retireHint}</p>
        </Confirm>
      )}
    </>
  );
}
