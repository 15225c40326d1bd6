import { type FormEvent, useRef } from "react";
import { useText } from "../../i18n/language";
import { usePreferenceText, writePreference } from "../../lib/preference";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";

const NAME = "name";

/** The name for acknowledgements from this browser; undefined until one is given. */
export function useOwnName(): string | undefined {
  return usePreferenceText(NAME)?.trim() || undefined;
}

/** Asks for the name for acknowledgements; `onName` is called only when one was given. */
export function NameDialog({ onName, close }: { onName: (name: string) => void; close: () => void }) {
  const text = useText().alerts;
  const name = useOwnName();
  const dialog = useRef<HTMLDialogElement>(null);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (given === "") return;
    writePreference(NAME, given);
    dialog.current?.close();
    onName(given);
  };
  return (
    <Dialog ref={dialog} titleId="name-title" title={text.whoAreYou} onClose={close} className="w-[min(26rem,calc(100vw-2rem))]">
      <form onSubmit={save} className="flex flex-col gap-3">
        <label className="flex flex-col gap-1">
          <span className="text-muted">{text.yourName}</span>
          <input
            name="name"
            autoComplete="name"
            autoFocus
            required
            maxLength={64}
            defaultValue={name}
            className="rounded-lg border border-edge bg-surface px-2.5 py-1.5"
          />
        </label>
        <p className="text-xs text-muted">{text.nameHint}</p>
        <div className="flex justify-end gap-2">
          <Button onClick={() => dialog.current?.close()}>{text.cancel}</Button>
          <Button type="submit" className="border-accent bg-accent-soft text-accent!">
            {text.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
