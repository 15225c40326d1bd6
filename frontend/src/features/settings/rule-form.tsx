import { Save } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { RuleMeasure, RuleSettings, RuleView, StatsWindow } from "../../contracts";
import { useText } from "../../i18n/language";
import { isCounted, measures, unitOf } from "../../lib/measures";
import { useQueues, useServices } from "../../lib/services";
import { windows } from "../../lib/windows";
import { buttonClass } from "../../ui/button";
import { Select } from "../../ui/select";
import { inputClass, Labelled } from "./field-input";
import { Part, Tick } from "./form-parts";
import { HoursInput } from "./hours-input";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { isName, NameInput } from "./name-input";
import { type numbers, placedInRule, type RuleDraft, readRuleDraft, ruleDraftOf, ruleFields } from "./rule-draft";
import { RulePreview } from "./rule-preview";
import { putRule, rulesQuery } from "./rule-queries";
import { useNameOfQueue, useRuleText } from "./rule-words";

interface Props {
  readonly adminKey: string;
  /** The one that is changed; else one is made. */
  readonly rule?: RuleView;
  /** What the form begins with. */
  readonly settings: RuleSettings;
  /** Names that a new one can't have. */
  readonly taken?: readonly string[];
  onSaved(rule: RuleView): void;
}

/** A rule, and beside it what it would have raised in the last week. */
export function RuleForm({ adminKey, rule, settings, taken = [], onSaved }: Props) {
  const text = useRuleText();
  const { settings: words, measure: measureNames, overview } = useText();
  const { api, client } = useServices();
  const queues = useQueues();
  const nameOf = useNameOfQueue();
  const [name, setName] = useState(rule?.name ?? "");
  const [draft, setDraft] = useState(() => ruleDraftOf(settings));
  const { form, wrong, setWrong } = useMistakes();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const id = useId();
  const read = readRuleDraft(draft, settings.enabled);

  function change(changed: Partial<RuleDraft>): void {
    setDraft((before) => ({ ...before, ...changed }));
    setSaved(false);
  }

  async function save(): Promise<void> {
    const at: Record<string, string> = Object.fromEntries(
      read.noNumbers.map((field) => [field, field === "forSeconds" ? words.mistake.noNumber : text.noNumber]),
    );
    if (rule === undefined && !isName(name)) at.name = words.mistake.name;
    else if (taken.includes(name)) at.name = text.taken;
    setSaved(false);
    if (Object.keys(at).length > 0) {
      setWrong({ at, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      const view = await putRule(api, adminKey, name, read.settings);
      await client.invalidateQueries(rulesQuery(api, adminKey));
      setDraft(ruleDraftOf(view.settings));
      setSaved(true);
      onSaved(view);
    } catch (failure) {
      setWrong(said(failure, ruleFields, placedInRule));
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void save();
  }

  function input(field: (typeof numbers)[number], hint: string) {
    return (
      <Labelled id={`${id}-${field}`} label={text.fields[field]} hint={hint} issue={wrong.at[field]}>
        {(described) => (
          <input
            {...described}
            value={draft[field]}
            onChange={({ target }) => change({ [field]: target.value })}
            inputMode="decimal"
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Labelled>
    );
  }

  function choice<V extends string>(
    field: "measure" | "of" | "window" | "side" | "level",
    value: V,
    options: readonly (readonly [V, string])[],
    choose: (value: V) => void,
  ) {
    return (
      <Labelled id={`${id}-${field}`} label={text.fields[field]} hint={undefined} issue={wrong.at[field]}>
        {(described) => (
          <Select {...described} label={text.fields[field]} value={value} onChange={({ target }) => choose(target.value as V)}>
            {options.map(([option, shown]) => (
              <option key={option} value={option}>
                {shown}
              </option>
            ))}
          </Select>
        )}
      </Labelled>
    );
  }

  const { scope, queueId } = draft.of;
  const ids = queues.list.map((queue) => queue.id);
  const offered = queueId === undefined || ids.includes(queueId) ? ids : [...ids, queueId];
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
      <form ref={form} noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-4 rounded-xl border border-line bg-surface p-4">
        {rule === undefined && (
          <NameInput id={id} label={words.name} hint={text.nameHint} issue={wrong.at.name} value={name} onChange={setName} />
        )}
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {choice<RuleMeasure>(
            "measure",
            draft.measure,
            measures.map((each) => [each, measureNames[each]]),
            (measure) => change({ measure }),
          )}
          {choice<string>(
            "of",
            scope === "queue" ? `:${queueId}` : scope,
            [["all", text.scope.all], ["each", text.scope.each], ...offered.map((queue) => [`:${queue}`, nameOf(queue)] as const)],
            (value) => change({ of: value === "all" || value === "each" ? { scope: value } : { scope: "queue", queueId: value.slice(1) } }),
          )}
          {isCounted(draft.measure) &&
            choice<StatsWindow>(
              "window",
              draft.window,
              windows.map((each) => [each, overview.windows[each]]),
              (window) => change({ window }),
            )}
          {choice<"above" | "below">(
            "side",
            draft.side,
            [
              ["above", text.side.above],
              ["below", text.side.below],
            ],
            (side) => change({ side }),
          )}
          {input("threshold", text.unit[unitOf(draft.measure)])}
          {input("forSeconds", text.forHint)}
          {input("hysteresis", text.hysteresisHint)}
          {choice<"warning" | "breach">(
            "level",
            draft.level,
            [
              ["warning", text.level.warning],
              ["breach", text.level.breach],
            ],
            (level) => change({ level }),
          )}
        </div>
        <Part title={text.when}>
          <Tick id={`${id}-whileOpen`} label={text.whileOpen} checked={draft.whileOpen} onChange={(whileOpen) => change({ whileOpen })} />
          <HoursInput id={id} hint={text.hoursHint} draft={draft} issues={wrong.at} onChange={change} />
        </Part>
        <FormMessages rest={wrong.rest}>{saved && <p className="text-active">{words.saved}</p>}</FormMessages>
        <button type="submit" disabled={busy} className={`${buttonClass} self-start`}>
          <Save aria-hidden className="size-4" />
          {busy ? words.saving : words.save}
        </button>
      </form>
      <RulePreview adminKey={adminKey} settings={read.noNumbers.length === 0 ? read.settings : undefined} />
    </div>
  );
}
