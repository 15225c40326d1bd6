import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import type { ChannelMessage, ChannelView } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { Timestamp } from "../../ui/timestamp";
import { type ChannelKind, channelKinds } from "./channel-draft";
import { ChannelForm } from "./channel-form";
import { useChannelText } from "./channel-words";
import { Choices } from "./choices";
import { PageHead } from "./framed";
import { ItemActions } from "./item-actions";
import { Loaded } from "./loaded";
import { type PageProps, pageAddress } from "./paths";
import { channelMessagesQuery, channelsQuery, deleteChannel, putChannel } from "./queries";
import { Unknown } from "./unknown";

/** Every channel with how it does, a new one, or one of them. */
export default function Channels({ adminKey, item }: PageProps) {
  const channels = useQuery(channelsQuery(useServices().api, adminKey));
  const asked = new URLSearchParams(useSearch()).get("add");
  const adding = channelKinds.find((kind) => kind === asked);
  return (
    <Loaded query={channels}>
      {(data) =>
        item !== undefined ? (
          <ChannelPage key={item} adminKey={adminKey} name={item} channel={data.find(({ name }) => name === item)} />
        ) : adding !== undefined ? (
          <NewChannel adminKey={adminKey} kind={adding} taken={data.map(({ name }) => name)} />
        ) : (
          <List channels={data} />
        )
      }
    </Loaded>
  );
}

function List({ channels }: { channels: readonly ChannelView[] }) {
  const text = useChannelText();
  const words = useText().settings;
  return (
    <>
      <PageHead title={words.pages.channels} />
      {channels.length === 0 ? (
        <p className="max-w-prose text-muted">{text.none}</p>
      ) : (
        <ul aria-label={words.pages.channels} className="flex flex-col gap-3">
          {channels.map((channel) => (
            <li key={channel.name} className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
              <div className="flex flex-wrap items-baseline gap-x-3">
                <Link
                  href={pageAddress("channels", channel.name)}
                  className="font-semibold wrap-anywhere underline decoration-line underline-offset-4"
                >
                  {channel.name}
                </Link>
                <span className="text-muted">{text.kinds[channel.settings.kind].name}</span>
              </div>
              <Standing channel={channel} />
            </li>
          ))}
        </ul>
      )}
      <Choices page="channels" title={text.add} choices={channelKinds.map((kind) => ({ key: kind, ...text.kinds[kind] }))} />
    </>
  );
}

/** Whether it tells, when it did last, and why it does not. */
function Standing({ channel: { settings, failures, reason, toldAt, nextAt } }: { channel: ChannelView }) {
  const text = useChannelText();
  const words = useText().settings;
  if (!settings.enabled) return <p className="text-muted">{words.status.off}</p>;
  return (
    <div className="flex flex-col gap-1">
      {failures > 0 && (
        <p className="wrap-anywhere text-over">
          {text.failing(failures)} {reason}{" "}
          {nextAt !== undefined && (
            <>
              {text.again} <Timestamp at={nextAt} />
            </>
          )}
        </p>
      )}
      <p className="text-muted">
        {toldAt === undefined ? (
          text.nothingTold
        ) : (
          <>
            {text.toldAt} <Timestamp at={toldAt} />
          </>
        )}
      </p>
    </div>
  );
}

function NewChannel({ adminKey, kind, taken }: { adminKey: string; kind: ChannelKind; taken: readonly string[] }) {
  const text = useChannelText();
  const words = useText().settings;
  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <PageHead title={text.addKind(text.kinds[kind].name)}>
        <Button onClick={() => navigate(pageAddress("channels"))}>{words.cancel}</Button>
      </PageHead>
      <ChannelForm
        adminKey={adminKey}
        kind={kind}
        taken={taken}
        onSaved={({ name }) => navigate(pageAddress("channels", name), { replace: true })}
      />
    </div>
  );
}

interface PageOfOne {
  readonly adminKey: string;
  readonly name: string;
  readonly channel: ChannelView | undefined;
}

function ChannelPage({ adminKey, name, channel }: PageOfOne) {
  const text = useChannelText();
  const words = useText().settings;
  if (channel === undefined) {
    return <Unknown page="channels" name={name} title={text.unknown(name)} />;
  }
  return (
    <>
      <PageHead title={name}>
        <span className="mr-auto text-muted">{text.kinds[channel.settings.kind].name}</span>
        <Actions adminKey={adminKey} channel={channel} />
      </PageHead>
      <div className="flex flex-col gap-1 rounded-xl border border-line bg-surface p-4">
        <Standing channel={channel} />
        <p className="wrap-anywhere text-muted">
          {words.changedBy(channel.changedBy)} <Timestamp at={channel.changedAt} />
        </p>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChannelForm adminKey={adminKey} kind={channel.settings.kind} channel={channel} onSaved={() => {}} />
        <Told adminKey={adminKey} name={name} />
      </div>
    </>
  );
}

function Actions({ adminKey, channel: { name, settings } }: { adminKey: string; channel: ChannelView }) {
  const hint = useChannelText().removeHint;
  const { api, client } = useServices();
  return (
    <ItemActions
      page="channels"
      name={name}
      settings={settings}
      hint={hint}
      put={(changed) => putChannel(api, adminKey, name, changed)}
      remove={() => deleteChannel(api, adminKey, name)}
      reload={() => client.invalidateQueries(channelsQuery(api, adminKey))}
    />
  );
}

/** The last messages, and why any was not taken. */
function Told({ adminKey, name }: { adminKey: string; name: string }) {
  const words = useText().settings;
  const messages = useQuery(channelMessagesQuery(useServices().api, adminKey, name));
  return (
    <section aria-labelledby="messages" className="flex min-w-0 flex-col gap-2">
      <h2 id="messages" className="font-semibold">
        {words.messages}
      </h2>
      <Loaded query={messages}>
        {(data) =>
          data.length === 0 ? (
            <p className="text-muted">{words.noMessages}</p>
          ) : (
            <ul aria-label={words.messages} className="flex flex-col rounded-xl border border-line bg-surface">
              {data.map((message) => (
                <Message key={message.at} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function Message({ message: { at, raised, cleared, reason } }: { message: ChannelMessage }) {
  const text = useChannelText();
  const format = useFormat();
  return (
    <li className="flex flex-wrap gap-x-3 border-line px-4 py-2 not-first:border-t">
      <Timestamp at={at} />
      <span>{text.alerts(format.number(raised), format.number(cleared))}</span>
      <span className={`wrap-anywhere ${reason === undefined ? "text-active" : "text-over"}`}>{reason ?? text.accepted}</span>
    </li>
  );
}
