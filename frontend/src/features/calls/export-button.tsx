import { Download } from "lucide-react";
import { memo, useState } from "react";
import { useText } from "../../i18n/language";
import type { CallFilter } from "../../lib/filter";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";

type State = "ready" | "busy" | "failed";

/** Downloads every call that matches the filter, loaded or not. */
export const ExportButton = memo(function ExportButton({ filter, order }: { filter: CallFilter; order: string | undefined }) {
  const text = useText().calls;
  const { api } = useServices();
  const [state, setState] = useState<State>("ready");
  const save = async (): Promise<void> => {
    setState("busy");
    try {
      const { name, content } = await api.csv({ ...filter, order });
      const address = URL.createObjectURL(content);
      Object.assign(document.createElement("a"), { href: address, download: name }).click();
      URL.revokeObjectURL(address);
      setState("ready");
    } catch (failure) {
      console.warn("The calls could not be exported", failure);
      setState("failed");
    }
  };
  return (
    <Button
      title={state === "failed" ? text.exportFailed : text.exportHint}
      disabled={state === "busy"}
      onClick={() => void save()}
      className={state === "failed" ? "text-over" : ""}
    >
      <Download aria-hidden className="size-4" />
      <span aria-live="polite" className="max-sm:sr-only">
        {{ ready: text.export, busy: text.exporting, failed: text.exportFailed }[state]}
      </span>
    </Button>
  );
});
