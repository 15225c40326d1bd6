import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { KeyRole, NewApiKey } from "../../contracts";
import { useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { buttonClass } from "../../ui/button";
import { inputClass, Labelled } from "./field-input";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import { NameInput } from "./name-input";
import { keysQuery, makeKey } from "./queries";

const roles = ["ingest", "read", "admin"] as const satisfies readonly KeyRole[];
const fields = ["name", "role", "eventsPerSecond", "signed"] as const;

/** Makes a key. */
export function NewKeyForm({ adminKey, onMade }: { adminKey: string; onMade(key: NewApiKey): void }) {
  const { keys: text, ...words } = useText().settings;
  const { api, client } = useServices();
  const [name, setName] = useState("");
  const [role, setRole] = useState<KeyRole>("ingest");
  const [limit, setLimit] = useState("");
  const [signed, setSigned] = useState(false);
  const [busy, setBusy] = useState(false);
  const { form, wrong, setWrong } = useMistakes();
  const id = useId();

  async function make(): Promise<void> {
    const eventsPerSecond = limit.trim() === "" || role !== "ingest" ? undefined : Number(limit.trim());
    if (eventsPerSecond !== undefined && !Number.isInteger(eventsPerSecond)) {
      setWrong({ at: { eventsPerSecond: words.mistake.noNumber }, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      const wanted = { name: name.trim(), role, ...(eventsPerSecond !== undefined && { eventsPerSecond }), ...(signed && { signed }) };
      const made = await makeKey(api, adminKey, wanted);
      await client.invalidateQueries(keysQuery(api, adminKey));
      onMade(made);
    } catch (failure) {
      setWrong(said(failure, fields));
      setBusy(false);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    void make();
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4">
      <NameInput id={id} label={words.name} hint={text.nameHint} issue={wrong.at.name} value={name} onChange={setName} />
      <Labelled id={`${id}-role`} label={text.what} hint={text.roleHints[role]} issue={wrong.at.role}>
        {(described) => (
          <select
            {...described}
            value={role}
            onChange={({ target }) => {
              setRole(roles.find((each) => each === target.value) ?? "ingest");
              setSigned(false);
            }}
            className={inputClass}
          >
            {roles.map((each) => (
              <option key={each} value={each}>
                {text.role[each]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {role === "ingest" && (
        <>
          <Labelled id={`${id}-limit`} label={words.optional(text.limit)} hint={text.limitHint} issue={wrong.at.eventsPerSecond}>
            {(described) => (
              <input
                {...described}
                value={limit}
                onChange={({ target }) => setLimit(target.value)}
                inputMode="numeric"
                autoComplete="off"
                className={inputClass}
              />
            )}
          </Labelled>
          <label htmlFor={`${id}-signed`} className="flex items-center gap-2 font-medium">
            <input
              id={`${id}-signed`}
              type="checkbox"
              checked={signed}
              onChange={({ target }) => setSigned(target.checked)}
              className="size-4 shrink-0"
            />
            {text.sign}
          </label>
        </>
      )}
      <FormMessages rest={wrong.rest}>{null}</FormMessages>
      <button type="submit" disabled={busy} className={`${buttonClass} self-start`}>
        <Plus aria-hidden className="size-4" />
        {text.add}
      </button>
    </form>
  );
}
