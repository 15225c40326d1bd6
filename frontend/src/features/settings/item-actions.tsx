import { CirclePause, CirclePlay, Trash2 } from "lucide-react";
import { useState } from "react";
import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { Button } from "../../ui/button";
import { Confirm } from "./confirm";
import { type PageName, pageAddress } from "./paths";
import { useAction } from "./use-action";

interface Props<Settings> {
  /** Where the others of its kind are listed. */
  readonly page: PageName;
  readonly name: string;
  readonly settings: Settings;
  /** What goes with it when it is deleted. */
  readonly hint: string;
  put(settings: Settings): Promise<unknown>;
  remove(): Promise<unknown>;
  /** Asks anew for what is listed. */
  reload(): Promise<unknown>;
}

/** Turns what is set up on and off, and deletes it once that is confirmed. */
export function ItemActions<Settings extends { readonly enabled: boolean }>({ page, name, settings, hint, ...at }: Props<Settings>) {
  const text = useText().settings;
  const [asking, setAsking] = useState(false);
  const { busy, failed, run } = useAction();

  function change(operation: () => Promise<unknown>): Promise<boolean> {
    return run(async () => {
      await operation();
      await at.reload();
    });
  }

  async function remove(): Promise<void> {
    setAsking(false);
    if (await change(() => at.remove())) navigate(pageAddress(page), { replace: true });
  }

  const Icon = settings.enabled ? CirclePause : CirclePlay;
  return (
    <>
      <Button disabled={busy} onClick={() => void change(() => at.put({ ...settings, enabled: !settings.enabled }))}>
        <Icon aria-hidden className="size-4" />
        {settings.enabled ? text.disable : text.enable}
      </Button>
      <Button disabled={busy} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        {text.remove}
      </Button>
      <p role="alert" className="w-full text-over empty:hidden">
        {failed}
      </p>
      {asking && (
        <Confirm title={text.removeTitle(name)} action={text.remove} onClose={() => setAsking(false)} onConfirm={() => void remove()}>
          <p>{hint}</p>
        </Confirm>
      )}
    </>
  );
}
