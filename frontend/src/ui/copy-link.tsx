import { Check, Link2 } from "lucide-react";
import { memo, useState } from "react";
import { useText } from "../i18n/language";
import { Button } from "./button";

const COPIED_MS = 2_000;

/** Copies the URL, which has the whole state of the view, or the address or text that is given. */
export const CopyLink = memo(function CopyLink({ address, verbatim }: { address?: string; verbatim?: string }) {
  const text = useText().calls;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const shown = address === undefined ? location.href : new URL(address, location.href).href;
    await navigator.clipboard.writeText(verbatim ?? shown);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  // Browsers offer the clipboard in secure contexts only.
  if (!("clipboard" in navigator)) return null;
  return (
    <Button onClick={() => void copy()}>
      {copied ? <Check aria-hidden className="size-4" /> : <Link2 aria-hidden className="size-4" />}
      <span aria-live="polite" className="max-sm:sr-only">
        {copied ? text.copied : verbatim === undefined ? text.copyLink : text.copy}
      </span>
    </Button>
  );
});
