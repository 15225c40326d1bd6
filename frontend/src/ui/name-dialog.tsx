import { type FormEvent, useRef } from "react";
import { useText } from "../i18n/language";
import { ownNamePreference, useOwnName } from "../lib/own-name";
import { writePreference } from "../lib/preference";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface Props {
  /** What the name is wanted for. */
  readonly title: string;
  onName(name: string): void;
  close(): void;
}

/** Asks for the name that others see; `onName` is called only when one was given. */
export function NameDialog({ title, onName, close }: Props) {
  const text = useText().alerts;
  const name = useOwnName();
  const dialog = useRef<HTMLDialogElement>(null);
  const save = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (given === "") return;
    writePreference(ownNamePreference, given);
    dialog.current?.close();
    onName(given);
  };
  return (
    <Dialog ref={dialog} titleId="name-title" title={title} onClose={close} className="w-[min(26rem,calc(100vw-2rem))]">
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
