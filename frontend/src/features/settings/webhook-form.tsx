import { useQuery } from "@tanstack/react-query";
import { Save } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { WebhookSettings, WebhookType, WebhookView } from "../../contracts";
import { useText } from "../../i18n/language";
import { webhookTypes } from "../../lib/enum-values";
import { useServices } from "../../lib/services";
import { queuesQuery } from "../../lib/stats-queries";
import { buttonClass } from "../../ui/button";
import { inputClass, Labelled } from "./field-input";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { isName, NameInput } from "./name-input";
import { putWebhook, webhooksQuery } from "./webhook-queries";
import { useWebhookText } from "./webhook-words";

interface Props {
  readonly adminKey: string;
  /** The one that is changed; else one is made. */
  readonly webhook?: WebhookView;
  /** Names that a new one can't have. */
  readonly taken?: readonly string[];
  /** Further buttons. */
  readonly children?: ReactNode;
  onSaved(webhook: WebhookView): void;
}

const fields = ["name", "url", "description"] as const;

/** Where a webhook's messages go, and what it is told of. */
export function WebhookForm({ adminKey, webhook, taken = [], children, onSaved }: Props) {
  const { settings: shared } = useText();
  const text = useWebhookText();
  const services = useServices();
  const { api, client } = services;
  const queues = useQuery(queuesQuery(services)).data ?? [];
  const [name, setName] = useState(webhook?.name ?? "");
  const [draft, setDraft] = useState(() => draftOf(webhook?.settings));
  const { form, wrong, setWrong } = useMistakes();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const id = useId();

  function change(part: Partial<Draft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setSaved(false);
  }

  async function save(): Promise<void> {
    const at: Record<string, string> = {};
    if (webhook === undefined && !isName(name)) at.name = shared.mistake.name;
    else if (taken.includes(name)) at.name = text.taken;
    if (draft.url.trim() === "") at.url = shared.mistake.missing;
    setSaved(false);
    if (Object.keys(at).length > 0) {
      setWrong({ at, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      const view = await putWebhook(api, adminKey, name, settingsOf(draft, webhook?.settings.enabled ?? true));
      await client.invalidateQueries(webhooksQuery(api, adminKey));
      setDraft(draftOf(view.settings));
      setSaved(true);
      onSaved(view);
    } catch (failure) {
      setWrong(said(failure, fields));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void save();
  }

  // One that is no longer open stays chosen until somebody takes it off.
  const shown = [...new Set([...queues.map((queue) => queue.id), ...draft.queueIds])];
  const queueNames = new Map(queues.map((queue) => [queue.id, queue.displayName]));
  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      {webhook === undefined && (
        <NameInput id={id} label={text.name} hint={text.nameHint} issue={wrong.at.name} value={name} onChange={setName} />
      )}
      <Labelled id={`${id}-url`} label={text.url} hint={text.urlHint} issue={wrong.at.url}>
        {(described) => (
          <input
            {...described}
            value={draft.url}
            onChange={({ target }) => change({ url: target.value })}
            inputMode="url"
            placeholder="https://"
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Labelled>
      <Labelled id={`${id}-description`} label={shared.optional(text.description)} hint={undefined} issue={wrong.at.description}>
        {(described) => (
          <input
            {...described}
            value={draft.description}
            onChange={({ target }) => change({ description: target.value })}
            autoComplete="off"
            className={inputClass}
          />
        )}
      </Labelled>
      <Choices
        title={text.types}
        hint={text.typesHint}
        all={webhookTypes}
        chosen={draft.types}
        nameOf={(type) => text.type[type]}
        onChange={(types) => change({ types })}
      />
      <Choices
        title={text.queues}
        hint={text.queuesHint}
        all={shown}
        chosen={draft.queueIds}
        nameOf={(queueId) => queueNames.get(queueId) ?? queueId}
        onChange={(queueIds) => change({ queueIds })}
      />
      <FormMessages rest={wrong.rest}>{saved && <p className="text-active">{shared.saved}</p>}</FormMessages>
      <div className="flex flex-wrap gap-2">
        <button type="submit" disabled={busy} className={buttonClass}>
          <Save aria-hidden className="size-4" />
          {busy ? shared.saving : shared.save}
        </button>
        {children}
      </div>
    </form>
  );
}

interface ChoicesProps<T extends string> {
  readonly title: string;
  readonly hint: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  nameOf(choice: T): string;
  onChange(chosen: T[]): void;
}

/** Some of several; none stands for all. */
function Choices<T extends string>({ title, hint, all, chosen, nameOf, onChange }: ChoicesProps<T>) {
  return (
    <fieldset className="flex flex-col gap-2 border-t border-line pt-3">
      <legend className="float-left font-semibold">{title}</legend>
      <p className="text-xs text-muted">{hint}</p>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {all.map((choice) => (
          <label key={choice} className="flex min-w-0 items-center gap-2 pointer-coarse:min-h-10">
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={({ target }) => onChange(all.filter((each) => (each === choice ? target.checked : chosen.includes(each))))}
              className="size-4 shrink-0"
            />
            <span className="min-w-0 wrap-anywhere">{nameOf(choice)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Draft {
  readonly url: string;
  readonly description: string;
  readonly types: readonly WebhookType[];
  readonly queueIds: readonly string[];
}

function draftOf(settings: WebhookSettings | undefined): Draft {
  return {
    url: settings?.url ?? "",
    description: settings?.description ?? "",
    types: settings?.types ?? [],
    queueIds: settings?.queueIds ?? [],
  };
}

function settingsOf({ url, description, types, queueIds }: Draft, enabled: boolean): WebhookSettings {
  return {
    url: url.trim(),
    enabled,
    ...(description.trim() !== "" && { description: description.trim() }),
    ...(types.length > 0 && { types: [...types] }),
    ...(queueIds.length > 0 && { queueIds: [...queueIds] }),
  };
}
