import { PlugZap, Save } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { ChannelView, ConnectionTrial } from "../../contracts";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import {
  asked,
  type ChannelDraft,
  type ChannelField,
  type ChannelKind,
  channelDraftOf,
  channelFields,
  free,
  isSecret,
  lists,
  placedInChannel,
  readChannelDraft,
  times,
} from "./channel-draft";
import { useChannelText } from "./channel-words";
import { inputClass, Labelled } from "./field-input";
import { Part, Tick } from "./form-parts";
import { HoursInput } from "./hours-input";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { isName, NameInput } from "./name-input";
import { channelsQuery, putChannel, tryChannel } from "./queries";
import { Trial } from "./trial";

interface Props {
  readonly adminKey: string;
  readonly kind: ChannelKind;
  /** The one that is changed; else one is made. */
  readonly channel?: ChannelView;
  /** Names that a new one can't have. */
  readonly taken?: readonly string[];
  onSaved(channel: ChannelView): void;
}

/** Where a channel tells, which alerts, when, and how many together: tried without keeping it, or saved. */
export function ChannelForm({ adminKey, kind, channel, taken = [], onSaved }: Props) {
  const text = useChannelText();
  const words = useText().settings;
  const { api, client } = useServices();
  const [name, setName] = useState(channel?.name ?? "");
  const [draft, setDraft] = useState(() => channelDraftOf(channel?.settings));
  const { form, wrong, setWrong } = useMistakes();
  const [trial, setTrial] = useState<ConnectionTrial>();
  const [busy, setBusy] = useState<"test" | "save">();
  const [saved, setSaved] = useState(false);
  const id = useId();
  const stored = channel?.secrets ?? [];

  function change(changed: Partial<ChannelDraft>): void {
    setDraft((before) => ({ ...before, ...changed }));
    setSaved(false);
    setTrial(undefined);
  }

  async function send(what: "test" | "save"): Promise<void> {
    const { settings, missing, noNumbers } = readChannelDraft(kind, draft, channel?.settings.enabled ?? true, stored);
    const at: Record<string, string> = {
      ...Object.fromEntries(missing.map((field) => [field, words.mistake.missing])),
      ...Object.fromEntries(noNumbers.map((field) => [field, words.mistake.noNumber])),
    };
    if (channel === undefined && !isName(name)) at.name = words.mistake.name;
    else if (taken.includes(name)) at.name = text.taken;
    setTrial(undefined);
    setSaved(false);
    if (Object.keys(at).length > 0) {
      setWrong({ at, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(what);
    try {
      if (what === "test") setTrial(await tryChannel(api, adminKey, name, settings));
      else {
        const view = await putChannel(api, adminKey, name, settings);
        await client.invalidateQueries(channelsQuery(api, adminKey));
        // What was saved is what is shown, and secrets leave the page.
        setDraft(channelDraftOf(view.settings));
        setSaved(true);
        onSaved(view);
      }
    } catch (failure) {
      setWrong(said(failure, channelFields, placedInChannel));
    } finally {
      setBusy(undefined);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void send("save");
  }

  function input(field: ChannelField, label: string, hint: string) {
    const secret = isSecret(kind, field);
    const shared = {
      value: draft[field],
      onChange: ({ target }: { target: { value: string } }) => change({ [field]: target.value }),
      spellCheck: false,
      className: inputClass,
    };
    return (
      <Labelled key={field} id={`${id}-${field}`} label={label} hint={hint} issue={wrong.at[field]}>
        {(described) =>
          field === "template" ? (
            <textarea {...described} {...shared} rows={5} className={`${inputClass} resize-y font-mono text-xs`} />
          ) : secret ? (
            <input
              {...described}
              {...shared}
              type="password"
              autoComplete="new-password"
              placeholder={stored.includes(field) ? words.keepSecret : ""}
            />
          ) : (
            <input {...described} {...shared} inputMode={times.some((time) => time === field) ? "numeric" : undefined} autoComplete="off" />
          )
        }
      </Labelled>
    );
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      {channel === undefined && (
        <NameInput id={id} label={words.name} hint={text.nameHint} issue={wrong.at.name} value={name} onChange={setName} />
      )}
      {asked[kind].map((field) => {
        const [label, hint] = text.kinds[kind].fields[field] ?? [field, ""];
        return input(field, free.includes(field) ? words.optional(label) : label, hint);
      })}
      <Part title={text.which}>
        <Tick
          id={`${id}-breaches`}
          label={text.breachesOnly}
          checked={draft.breachesOnly}
          onChange={(breachesOnly) => change({ breachesOnly })}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {lists.map((field) => input(field, words.optional(text.fields[field]), text.hints[field]))}
        </div>
        <Tick id={`${id}-cleared`} label={text.cleared} checked={draft.cleared} onChange={(cleared) => change({ cleared })} />
      </Part>
      <Part title={text.pace}>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {times.map((field) => input(field, text.fields[field], text.hints[field]))}
        </div>
      </Part>
      <Part title={text.hours}>
        <HoursInput id={id} hint={text.hoursHint} draft={draft} issues={wrong.at} onChange={change} />
      </Part>
      <FormMessages rest={wrong.rest}>
        {trial !== undefined && <Trial trial={trial} />}
        {saved && <p className="text-active">{words.saved}</p>}
      </FormMessages>
      <div className="flex flex-wrap gap-2">
        <button type="submit" disabled={busy !== undefined} className={buttonClass}>
          <Save aria-hidden className="size-4" />
          {busy === "save" ? words.saving : words.save}
        </button>
        <Button disabled={busy !== undefined} onClick={() => void send("test")}>
          <PlugZap aria-hidden className="size-4" />
          {busy === "test" ? words.testing : text.test}
        </Button>
      </div>
    </form>
  );
}
