import { Search, Trash2 } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import type { ErasedCaller } from "../../contracts";
import { useText } from "../../i18n/language";
import { numberKey } from "../../lib/parties";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import { inputClass, Labelled } from "./field-input";
import { PageHead } from "./framed";
import { FormMessages, nothing, said, useMistakes } from "./mistakes";
import type { PageProps } from "./paths";
import { eraseCaller, findCaller } from "./queries";

interface Found {
  readonly number: string;
  readonly calls: number;
}

/** Erases a person by their number, once it has been said what goes, and the number has been typed again. */
export default function Callers({ adminKey }: PageProps) {
  const text = useText().settings;
  const { api } = useServices();
  const [number, setNumber] = useState("");
  const [found, setFound] = useState<Found>();
  const [erased, setErased] = useState<ErasedCaller>();
  const { form, wrong, setWrong } = useMistakes();
  const id = useId();

  async function look(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setFound(undefined);
    setErased(undefined);
    const sought = number.trim();
    if (sought === "") {
      setWrong({ at: { number: text.mistake.missing }, rest: [] });
      return;
    }
    setWrong(nothing);
    try {
      setFound({ number: sought, ...(await findCaller(api, adminKey, sought)) });
    } catch (failure) {
      setWrong(said(failure, ["number"]));
    }
  }

  return (
    <div className="flex w-full max-w-2xl flex-col gap-4">
      <PageHead title={text.pages.callers} />
      <p className="text-muted">{text.callers.hint}</p>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => void look(event)}
        className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-4"
      >
        <Labelled id={`${id}-number`} label={text.callers.number} hint={text.callers.numberHint} issue={wrong.at.number}>
          {(described) => (
            <input
              {...described}
              value={number}
              onChange={({ target }) => {
                setNumber(target.value);
                setFound(undefined);
              }}
              inputMode="tel"
              autoComplete="off"
              spellCheck={false}
              className={inputClass}
            />
          )}
        </Labelled>
        <FormMessages rest={wrong.rest}>
          {found?.calls === 0 && <p>{text.callers.notFound}</p>}
          {erased !== undefined && <p className="text-active">{text.callers.erased(erased.calls)}</p>}
        </FormMessages>
        <Button type="submit" className="self-start">
          <Search aria-hidden className="size-4" />
          {text.callers.look}
        </Button>
      </form>
      {found !== undefined && found.calls > 0 && (
        <Erase
          key={found.number}
          adminKey={adminKey}
          found={found}
          onErased={(what) => {
            setErased(what);
            setFound(undefined);
            setNumber("");
          }}
        />
      )}
    </div>
  );
}

function Erase({ adminKey, found, onErased }: { adminKey: string; found: Found; onErased(erased: ErasedCaller): void }) {
  const text = useText().settings.callers;
  const { api } = useServices();
  const [again, setAgain] = useState("");
  const [busy, setBusy] = useState(false);
  const { form, wrong, setWrong } = useMistakes();
  const id = useId();

  async function erase(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (numberKey(again) !== numberKey(found.number)) {
      setWrong({ at: { again: text.another }, rest: [] });
      return;
    }
    setWrong(nothing);
    setBusy(true);
    try {
      onErased(await eraseCaller(api, adminKey, found.number));
    } catch (failure) {
      setWrong(said(failure, ["again"]));
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      noValidate
      aria-label={text.erase}
      onSubmit={(event) => void erase(event)}
      className="flex flex-col gap-4 rounded-xl border border-over bg-surface p-4"
    >
      <p role="status">{text.found(found.calls)}</p>
      <p>{text.whatGoes}</p>
      <Labelled id={`${id}-again`} label={text.again} hint={undefined} issue={wrong.at.again}>
        {(described) => (
          <input
            {...described}
            value={again}
            onChange={({ target }) => setAgain(target.value)}
            inputMode="tel"
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Labelled>
      <FormMessages rest={wrong.rest}>{null}</FormMessages>
      <Button type="submit" disabled={busy} className="self-start text-over">
        <Trash2 aria-hidden className="size-4" />
        {text.erase}
      </Button>
    </form>
  );
}
