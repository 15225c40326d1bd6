import { Save } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { QueueView } from "../../contracts";
import { useText, useZoneFormat } from "../../i18n/language";
import { ApiError } from "../../lib/api";
import { useServices } from "../../lib/services";
import { everyQueueQuery } from "../../lib/stats-queries";
import { buttonClass } from "../../ui/button";
import { byField } from "./draft";
import { inputClass, Labelled } from "./field-input";
import { putQueue } from "./queries";
import { days, fields, limits, placed, type QueueField, queueDraftOf, readQueueDraft } from "./queue-draft";

const nothing = { at: {} as Record<string, string>, rest: [] as string[] };

/** A queue's name, limits, target and open hours. */
export function QueueForm({ adminKey, queue }: { adminKey: string; queue: QueueView }) {
  const text = useText().settings;
  const format = useZoneFormat("UTC");
  const services = useServices();
  const [draft, setDraft] = useState(() => queueDraftOf(queue));
  const [wrong, setWrong] = useState(nothing);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  // The first field that is wrong is gone to.
  useEffect(() => {
    if (wrong !== nothing) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  async function save(): Promise<void> {
    const { settings, noNumbers } = readQueueDraft(draft, queue);
    setSaved(false);
    if (noNumbers.length > 0) {
      setWrong({ at: Object.fromEntries(noNumbers.map((field) => [field, text.mistake.noNumber])), rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      const view = await putQueue(services.api, adminKey, queue.id, settings);
      await services.client.invalidateQueries(everyQueueQuery(services));
      setDraft(queueDraftOf(view));
      setSaved(true);
    } catch (failure) {
      setWrong(said(failure));
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
      {input("displayName", text.name)}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {limits.map((name) => input(name, text.queue.fields[name], text.queue.hints[name], true))}
      </div>
      <fieldset className="flex flex-col gap-3 border-t border-line pt-3">
        <legend className="float-left font-semibold">{text.queue.hours}</legend>
        <p className="text-xs text-muted">{text.queue.hoursHint}</p>
        <div className="grid items-start gap-3 sm:grid-cols-2">
          {days.map((day, n) => input(day, format.weekdayInFull(n)))}
          {input("zone", text.queue.zone, text.queue.zoneHint)}
        </div>
      </fieldset>
      <div role="alert" className="flex flex-col gap-1 text-over empty:hidden">
        {wrong.rest.map((each) => (
          <p key={each} className="wrap-anywhere">
            {each}
          </p>
        ))}
      </div>
      <div role="status" className="empty:hidden">
        {saved && <p className="text-active">{text.queue.saved}</p>}
      </div>
      <button type="submit" disabled={busy} className={`${buttonClass} self-start`}>
        <Save aria-hidden className="size-4" />
        {busy ? text.saving : text.save}
      </button>
    </form>
  );
}

function said(failure: unknown): typeof nothing {
  const issues = failure instanceof ApiError ? (failure.problem?.issues ?? []) : [];
  if (issues.length > 0) return byField(placed(issues), fields);
  return { at: {}, rest: [failure instanceof Error ? failure.message : String(failure)] };
}
