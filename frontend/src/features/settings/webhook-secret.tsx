import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button";
import { useWebhookText } from "./webhook-words";

/** A secret that was just made, shown this once. */
export function NewSecret({ secret, onKept }: { secret: string; onKept: () => void }) {
  const text = useWebhookText();
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <section aria-labelledby="secret" className="flex flex-col gap-2 rounded-xl border border-accent bg-surface p-4">
      <h2 id="secret" className="font-semibold">
        {text.secret}
      </h2>
      <p className="text-muted">{text.secretHint}</p>
      <code className="rounded-lg bg-raised px-2 py-1 font-mono text-xs break-all">{secret}</code>
      <div className="flex flex-wrap gap-2">
        {/* Browsers offer the clipboard in secure contexts only. */}
        {"clipboard" in navigator && (
          <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
            <Icon aria-hidden className="size-4" />
            <span aria-live="polite">{copied ? text.copied : text.copySecret}</span>
          </Button>
        )}
        <Button onClick={onKept}>{text.dismiss}</Button>
      </div>
    </section>
  );
}
