import { ArrowLeft, CirclePause, CirclePlay, Compass, Trash2 } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Link } from "wouter";
import type { ConnectionView } from "../../contracts";
import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import { CopyLink } from "../../ui/copy-link";
import { Dialog } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { Timestamp } from "../../ui/timestamp";
import { ConnectionForm } from "./connection-form";
import { Counts, StateLine } from "./connection-state";
import { Imports } from "./imports";
import { kinds } from "./kinds";
import { Messages } from "./messages";
import { CONNECTIONS } from "./paths";
import { connectionsQuery, deleteConnection, putConnection } from "./queries";

interface Props {
  readonly adminKey: string;
  readonly name: string;
  readonly connections: readonly ConnectionView[];
  /** Whether they could not be read again. */
  readonly stale: boolean;
}

/** One connection: how it does, what it was told, and its settings. */
export function ConnectionPage({ adminKey, name, connections, stale }: Props) {
  const text = useText().settings;
  const connection = connections.find((each) => each.name === name);
  if (connection === undefined) {
    return (
      <>
        <h1 className="sr-only">{name}</h1>
        <Notice icon={Compass} title={text.unknownName(name)}>
          <Link href={CONNECTIONS} className={buttonClass}>
            {text.connections}
          </Link>
        </Notice>
      </>
    );
  }
  const { settings } = connection;
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-4">
      <Link href={CONNECTIONS} className="inline-flex items-center gap-1 self-start text-muted hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        {text.connections}
      </Link>
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{name}</h1>
        <span className="mr-auto text-muted">{text.kinds[settings.kind].name}</span>
        <Actions adminKey={adminKey} connection={connection} />
      </div>
      {stale && <p role="alert">{text.notReread}</p>}
      <Standing connection={connection} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <section aria-labelledby="settings" className="flex min-w-0 flex-col gap-2">
          <h2 id="settings" className="font-semibold">
            {text.title}
          </h2>
          <ConnectionForm adminKey={adminKey} kind={settings.kind} connection={connection} onSaved={() => {}} />
        </section>
        <div className="flex min-w-0 flex-col gap-4">
          {settings.kind === "asterisk-queue-log" && <Imports adminKey={adminKey} name={name} />}
          <Messages adminKey={adminKey} name={name} />
        </div>
      </div>
    </div>
  );
}

function Standing({ connection: { name, settings, state, changedBy, changedAt } }: { connection: ConnectionView }) {
  const text = useText().settings;
  const { api } = useServices();
  const address = kinds[settings.kind].posted
    ? new URL(`/api/connections/${encodeURIComponent(name)}/events`, api.address).href
    : undefined;
  return (
    <section aria-labelledby="standing" className="flex min-w-0 flex-col gap-2">
      <h2 id="standing" className="font-semibold">
        {text.standing}
      </h2>
      <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
        <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
          <StateLine state={state} />
          <Counts state={state} />
        </div>
        {address !== undefined && (
          <div className="flex flex-col gap-1">
            <h3 className="font-medium">{text.address}</h3>
            <div className="flex flex-wrap items-center gap-2">
              <code className="min-w-0 rounded-lg bg-raised px-2 py-1 font-mono text-xs break-all">{address}</code>
              <CopyLink address={address} />
            </div>
            <p className="text-xs text-muted">{text.addressHint}</p>
          </div>
        )}
        <p className="wrap-anywhere text-muted">
          {text.changedBy(changedBy)} <Timestamp at={changedAt} />
        </p>
      </div>
    </section>
  );
}

function Actions({ adminKey, connection: { name, settings } }: { adminKey: string; connection: ConnectionView }) {
  const text = useText().settings;
  const { api, client } = useServices();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();

  async function change(operation: () => Promise<ConnectionView>): Promise<boolean> {
    setBusy(true);
    setFailed(undefined);
    try {
      await operation();
      await client.invalidateQueries(connectionsQuery(api, adminKey));
      return true;
    } catch (failure) {
      setFailed(failure instanceof Error ? failure.message : String(failure));
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function remove(): Promise<void> {
    setAsking(false);
    if (await change(() => deleteConnection(api, adminKey, name))) navigate(CONNECTIONS, { replace: true });
  }

  const Icon = settings.enabled ? CirclePause : CirclePlay;
  return (
    <>
      <Button
        disabled={busy}
        onClick={() => void change(() => putConnection(api, adminKey, name, { ...settings, enabled: !settings.enabled }))}
      >
        <Icon aria-hidden className="size-4" />
        {settings.enabled ? text.disable : text.enable}
      </Button>
      <Button disabled={busy} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        {text.remove}
      </Button>
      <p role="alert" className="w-full text-over empty:hidden">
        {failed}
      </p>
      {asking && <Confirm name={name} onClose={() => setAsking(false)} onConfirm={() => void remove()} />}
    </>
  );
}

function Confirm({ name, onClose, onConfirm }: { name: string; onClose: () => void; onConfirm: () => void }) {
  const text = useText().settings;
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  return (
    <Dialog ref={dialog} titleId={title} title={text.removeTitle(name)} className="w-full max-w-md" onClose={onClose}>
      <p>{text.removeHint}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={() => dialog.current?.close()}>{text.cancel}</Button>
        <Button onClick={onConfirm} className="text-over">
          {text.remove}
        </Button>
      </div>
    </Dialog>
  );
}
