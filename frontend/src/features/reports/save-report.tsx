import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useFormat, useLanguage, useText } from "../../i18n/language";
import type { ReportRequest } from "../../lib/api";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";

/** Saves the rows that are shown, as lines for any program or as a workbook. */
export function SaveReport({ asked }: { asked: ReportRequest }) {
  const text = useText().reports;
  const format = useFormat();
  const language = useLanguage();
  const { api } = useServices();
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const save = async (as: "csv" | "xlsx"): Promise<void> => {
    const current = new AbortController();
    running.current = current;
    setState("busy");
    const form = { language, zone: format.zoneName, commaIsDecimal: format.commaIsDecimal };
    try {
      const { name, content } = await api.reportFile(asked, as, form, current.signal);
      const address = URL.createObjectURL(content);
      Object.assign(document.createElement("a"), { href: address, download: name }).click();
      URL.revokeObjectURL(address);
      setState("ready");
    } catch (failure) {
      if (current.signal.aborted) return;
      console.warn("The report could not be saved", failure);
      setState("failed");
    }
  };
  return (
    <>
      {(["csv", "xlsx"] as const).map((as) => (
        <Button
          key={as}
          disabled={state === "busy"}
          aria-label={text.exportAs(as.toUpperCase())}
          title={state === "failed" ? text.saveFailed : text.exportAs(as.toUpperCase())}
          onClick={() => void save(as)}
        >
          <Download aria-hidden className="size-4" />
          {as.toUpperCase()}
        </Button>
      ))}
      {state === "failed" && (
        <span role="alert" className="self-center text-xs text-over">
          {text.saveFailed}
        </span>
      )}
    </>
  );
}
