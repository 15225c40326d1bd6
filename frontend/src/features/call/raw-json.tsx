import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../../contracts";
import { useText } from "../../i18n/language";
import { keys } from "../../lib/keys";
import type { TimelineEvent } from "../../lib/merge";

/** The call and its events as the service stores them. */
export function RawJson({ call, events }: { call: Call; events: readonly TimelineEvent[] }) {
  const text = useText().call;
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="rounded-lg border border-line"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
        // Events that were pushed lack what only the stored ones have.
        if (event.currentTarget.open) void client.invalidateQueries({ queryKey: keys.events(call.id) });
      }}
    >
      <summary className="px-3 py-2 font-medium">{text.raw}</summary>
      {open && (
        <pre tabIndex={0} aria-label={text.rawHint} className="max-h-96 overflow-auto border-t border-line bg-canvas p-3 font-mono text-xs">
          {JSON.stringify({ call, events }, null, 2)}
        </pre>
      )}
    </details>
  );
}
