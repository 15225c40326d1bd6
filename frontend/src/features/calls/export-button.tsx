import { Download, X } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useFormat, useLanguage, useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";

/** A number is how many calls have arrived. */
type State = "ready" | "failed" | number;

/** Downloads every call that matches the filter, loaded or not; meanwhile it counts them, and cancels. */
export const ExportButton = memo(function ExportButton({ filter, order }: { filter: CallFilter; order: string | undefined }) {
  const text = useText().calls;
  const format = useFormat();
  const language = useLanguage();
  const { api } = useServices();
  const [state, setState] = useState<State>("ready");
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const busy = typeof state === "number";
  const save = async (): Promise<void> => {
    const current = new AbortController();
    running.current = current;
    setState(0);
    const form = { language, zone: format.zoneName, commaIsDecimal: format.commaIsDecimal };
    try {
      const { name, content } = await api.csv({ ...filter, order }, form, current.signal, setState);
      const address = URL.createObjectURL(content);
      Object.assign(document.createElement("a"), { href: address, download: name }).click();
      URL.revokeObjectURL(address);
      setState("ready");
    } catch (failure) {
      if (current.signal.aborted) return setState("ready");
      console.warn("The calls could not be exported", failure);
      setState("failed");
    }
  };
  const Icon = busy ? X : Download;
  return (
    <Button
      title={busy ? text.cancelExport : state === "failed" ? text.exportFailed : text.exportHint}
      onClick={() => (busy ? running.current?.abort() : void save())}
      className={state === "failed" ? "text-over!" : ""}
    >
      <Icon aria-hidden className="size-4" />
      {busy ? (
        <span>
          <span className="sr-only">{text.cancelExport} </span>
          <span className="tabular-nums">{format.number(state)}</span>
        </span>
      ) : (
        <span className="max-sm:sr-only">{state === "failed" ? text.exportFailed : text.export}</span>
      )}
      <span role="status" className="sr-only">
        {busy ? text.exporting : ""}
      </span>
    </Button>
  );
});
