import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "../../i18n/language";

const COPIED_MS = 2_000;

/** Copies a call's id, which is asked for in tickets. */
export function CopyId({ id }: { id: string }) {
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
      aria-label={label}
      title={label}
      onClick={() => void navigator.clipboard.writeText(id).then(() => setCopied(true))}
      className="ml-auto shrink-0 rounded-lg p-1.5 text-muted transition-colors hover:bg-raised hover:text-ink print:hidden"
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}
