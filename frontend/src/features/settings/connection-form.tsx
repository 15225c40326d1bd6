import { PlugZap, Save } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { ConnectionTrial, ConnectionView, QueuesMet } from "../../contracts";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button, buttonClass } from "../../ui/button";
import { Select } from "../../ui/select";
import { draftOf, readDraft } from "./draft";
import { FieldInput, Labelled } from "./field-input";
import type { ConnectionKind } from "./kinds";
import { kinds } from "./kinds";
import { MappingPreview } from "./mapping-preview";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { isName, NameInput } from "./name-input";
import { connectionsQuery, putConnection, tryConnection } from "./queries";
import { Trial } from "./trial";

interface Props {
  readonly adminKey: string;
  readonly kind: ConnectionKind;
  /** The one that is changed; else one is made. */
  readonly connection?: ConnectionView;
  /** Names that a new one can't have. */
  readonly taken?: readonly string[];
  /** Further buttons. */
  readonly children?: ReactNode;
  onSaved(connection: ConnectionView): void;
}

/** The settings of a connection: tried without keeping them, or saved. */
export function ConnectionForm({ adminKey, kind, connection, taken = [], children, onSaved }: Props) {
  const text = useText().settings;
  const { api, client } = useServices();
  const [name, setName] = useState(connection?.name ?? freeName(kind, taken));
  const [draft, setDraft] = useState(() => draftOf(kind, connection?.settings));
  const { form, wrong, setWrong } = useMistakes();
  const [trial, setTrial] = useState<ConnectionTrial>();
  const [busy, setBusy] = useState<"test" | "save">();
  const [saved, setSaved] = useState(false);
  const id = useId();
  const stored = connection?.secrets ?? [];
  const { fields } = kinds[kind];

  function change(field: string, value: string | boolean): void {
    setDraft((before) => ({ ...before, values: { ...before.values, [field]: value } }));
    setSaved(false);
    setTrial(undefined);
  }

  async function send(what: "test" | "save"): Promise<void> {
    const { settings, mistakes } = readDraft(kind, draft, connection?.settings.enabled ?? true, stored);
    const at: Record<string, string> = Object.fromEntries(Object.entries(mistakes).map(([field, why]) => [field, text.mistake[why]]));
    if (connection === undefined && !isName(name)) at.name = text.mistake.name;
    else if (taken.includes(name)) at.name = text.mistake.taken;
    setTrial(undefined);
    setSaved(false);
    if (Object.keys(at).length > 0) {
      setWrong({ at, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(what);
    try {
      if (what === "test") setTrial(await tryConnection(api, adminKey, name, settings));
      else {
        const view = await putConnection(api, adminKey, name, settings);
        await client.invalidateQueries(connectionsQuery(api, adminKey));
        // What was saved is what is shown, and secrets leave the page.
        setDraft(draftOf(kind, view.settings));
        setSaved(true);
        onSaved(view);
      }
    } catch (failure) {
      setWrong(said(failure, ["name", "queues", ...fields.map((field) => field.name)]));
    } finally {
      setBusy(undefined);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void send("save");
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      {connection === undefined && (
        <NameInput id={id} label={text.name} hint={text.nameHint} issue={wrong.at.name} value={name} onChange={setName} />
      )}
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          id={`${id}-${field.name}`}
          kind={kind}
          field={field}
          value={draft.values[field.name] ?? ""}
          stored={stored.includes(field.name)}
          issue={wrong.at[field.name]}
          onChange={(value) => change(field.name, value)}
        />
      ))}
      {connection !== undefined && typeof draft.values.mapping === "string" && (
        <MappingPreview adminKey={adminKey} name={connection.name} mapping={draft.values.mapping} />
      )}
      <Labelled id={`${id}-queues`} label={text.queues} hint={text.queuesHint[draft.queues]} issue={wrong.at.queues}>
        {(described) => (
          <Select
            {...described}
            label={text.queues}
            value={draft.queues}
            onChange={({ target }) => setDraft((before) => ({ ...before, queues: target.value as QueuesMet }))}
          >
            <option value="adopt">{text.queuesMet.adopt}</option>
            <option value="known">{text.queuesMet.known}</option>
          </Select>
        )}
      </Labelled>
      <FormMessages rest={wrong.rest}>
        {trial !== undefined && <Trial trial={trial} />}
        {saved && <p className="text-active">{text.saved}</p>}
      </FormMessages>
      <div className="flex flex-wrap gap-2">
        <button type="submit" disabled={busy !== undefined} className={buttonClass}>
          <Save aria-hidden className="size-4" />
          {busy === "save" ? text.saving : text.save}
        </button>
        <Button disabled={busy !== undefined} onClick={() => void send("test")}>
          <PlugZap aria-hidden className="size-4" />
          {busy === "test" ? text.testing : text.test}
        </Button>
        {children}
      </div>
    </form>
  );
}

/** Its kind, with a number if that is taken. */
function freeName(kind: ConnectionKind, taken: readonly string[]): string {
  let name: string = kind;
  for (let n = 2; taken.includes(name); n++) name = `${kind}-${n}`;
  return name;
}
