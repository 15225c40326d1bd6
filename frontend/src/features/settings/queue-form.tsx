import { Save } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { QueueView } from "../../contracts";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { everyQueueQuery } from "../../lib/stats-queries";
import { buttonClass } from "../../ui/button";
import { inputClass, Labelled } from "./field-input";
import { HoursInput } from "./hours-input";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { putQueue } from "./queries";
import { fields, limits, placed, privacies, type QueueField, queueDraftOf, readQueueDraft, usual } from "./queue-draft";

interface Props {
  readonly adminKey: string;
  /** The one that is changed; else one is made. */
  readonly queue?: QueueView;
  /** Ids that a new one can't have. */
  readonly taken?: readonly string[];
  onMade?(queue: QueueView): void;
}

/** A queue's name, limits, target, what opens for who is rung, and open hours. */
export function QueueForm({ adminKey, queue, taken = [], onMade = () => {} }: Props) {
  const text = useText().settings;
  const services = useServices();
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(() => queueDraftOf(queue ?? usual));
  const { form, wrong, setWrong } = useMistakes();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const id = useId();

  async function save(): Promise<void> {
    const { settings, noNumbers } = readQueueDraft(draft, queue ?? usual);
    const at: Record<string, string> = Object.fromEntries(noNumbers.map((field) => [field, text.mistake.noNumber]));
    if (queue === undefined && name.trim() === "") at.id = text.mistake.missing;
    if (taken.includes(name.trim())) at.id = text.queue.taken;
    setSaved(false);
    if (Object.keys(at).length > 0) {
      setWrong({ at, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      const view = await putQueue(services.api, adminKey, queue?.id ?? name.trim(), settings);
      await services.client.invalidateQueries(everyQueueQuery(services));
      setDraft(queueDraftOf(view));
      setSaved(true);
      if (queue === undefined) onMade(view);
    } catch (failure) {
      setWrong(said(failure, fields, placed));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void save();
  }

  function input(field: QueueField, label: string, hint?: string, numeric = false) {
    return (
      <Labelled key={field} id={`${id}-${field}`} label={label} hint={hint} issue={wrong.at[field]}>
        {(described) => (
          <input
            {...described}
            value={draft[field]}
            onChange={({ target }) => {
              setDraft((before) => ({ ...before, [field]: target.value }));
              setSaved(false);
            }}
            inputMode={numeric ? "numeric" : undefined}
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Labelled>
    );
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      {queue === undefined && (
        <Labelled id={`${id}-id`} label={text.queue.id} hint={text.queue.idHint} issue={wrong.at.id}>
          {(described) => (
            <input
              {...described}
              value={name}
              onChange={({ target }) => setName(target.value)}
              maxLength={128}
              autoComplete="off"
              spellCheck={false}
              className={inputClass}
            />
          )}
        </Labelled>
      )}
      {input("displayName", text.name)}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {limits.map((name) => input(name, text.queue.fields[name], text.queue.hints[name], true))}
      </div>
      <Labelled id={`${id}-numbers`} label={text.queue.numbers} hint={text.queue.privacyHints[draft.numbers]} issue={wrong.at.numbers}>
        {(described) => (
          <select
            {...described}
            value={draft.numbers}
            onChange={({ target }) => {
              const numbers = privacies.find((each) => each === target.value) ?? "keep";
              setDraft((before) => ({ ...before, numbers }));
              setSaved(false);
            }}
            className={inputClass}
          >
            {privacies.map((privacy) => (
              <option key={privacy} value={privacy}>
                {text.queue.privacy[privacy]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {input("popUrl", text.optional(text.queue.popUrl), text.queue.popUrlHint)}
      <fieldset className="flex flex-col gap-3 border-t border-line pt-3">
        <legend className="float-left font-semibold">{text.queue.hours}</legend>
        <HoursInput
          id={id}
          hint={text.queue.hoursHint}
          draft={draft}
          issues={wrong.at}
          onChange={(changed) => {
            setDraft((before) => ({ ...before, ...changed }));
            setSaved(false);
          }}
        />
      </fieldset>
      <FormMessages rest={wrong.rest}>{saved && <p className="text-active">{text.queue.saved}</p>}</FormMessages>
      <button type="submit" disabled={busy} className={`${buttonClass} self-start`}>
        <Save aria-hidden className="size-4" />
        {busy ? text.saving : queue?.retiredAt === undefined ? text.save : text.queue.reopen}
      </button>
    </form>
  );
}
