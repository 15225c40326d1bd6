import type { ConnectionView } from "../../contracts";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { CopyLink } from "../../ui/copy-link";
import { Timestamp } from "../../ui/timestamp";
import { ConnectionForm } from "./connection-form";
import { Counts, StateLine } from "./connection-state";
import { PageHead } from "./framed";
import { Imports } from "./imports";
import { ItemActions } from "./item-actions";
import { kinds } from "./kinds";
import { Messages } from "./messages";
import { connectionsQuery, deleteConnection, putConnection } from "./queries";
import { Unknown } from "./unknown";

interface Props {
  readonly adminKey: string;
  readonly name: string;
  readonly connections: readonly ConnectionView[];
}

/** One connection: how it does, what it was told, and its settings. */
export function ConnectionPage({ adminKey, name, connections }: Props) {
  const text = useText().settings;
  const connection = connections.find((each) => each.name === name);
  if (connection === undefined) {
    return <Unknown page="connections" name={name} title={text.unknownName(name)} />;
  }
  const { settings } = connection;
  return (
    <>
      <PageHead title={name}>
        <span className="mr-auto text-muted">{text.kinds[settings.kind].name}</span>
        <Actions adminKey={adminKey} connection={connection} />
      </PageHead>
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
    </>
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
  const hint = useText().settings.removeHint;
  const { api, client } = useServices();
  return (
    <ItemActions
      page="connections"
      name={name}
      settings={settings}
      hint={hint}
      put={(changed) => putConnection(api, adminKey, name, changed)}
      remove={() => deleteConnection(api, adminKey, name)}
      reload={() => client.invalidateQueries(connectionsQuery(api, adminKey))}
    />
  );
}
