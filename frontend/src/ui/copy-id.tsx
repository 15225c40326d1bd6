import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../i18n/language";

const COPIED_MS = 2_000;

/** Copies a call's id, which is asked for in tickets. In a row it shows under the pointer, and is no stop for the Tab key. */
export function CopyId({ id, inRow = false }: { id: string; inRow?: boolean }) {
  const text = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  // Browsers offer the clipboard in secure contexts only.
  if (!("clipboard" in navigator)) return null;
  const label = copied ? text.calls.copied : text.call.copyId;
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      aria-label={inRow ? `${label} ${id}` : label}
      title={label}
      tabIndex={inRow ? -1 : undefined}
      onClick={() => void navigator.clipboard.writeText(id).then(() => setCopied(true))}
      className={`shrink-0 rounded-lg text-muted hover:text-ink print:hidden ${
        inRow
          ? `p-1 hover:bg-surface pointer-coarse:hidden ${copied ? "" : "opacity-0 group-hover:opacity-100"}`
          : "ml-auto inline-flex items-center justify-center p-1.5 transition-colors hover:bg-raised pointer-coarse:min-h-10 pointer-coarse:min-w-10"
      }`}
    >
      <Icon aria-hidden className={inRow ? "size-3.5" : "size-5"} />
    </button>
  );
}
