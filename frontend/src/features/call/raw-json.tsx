import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Call } from "../../contracts";
import { useText } from "../../i18n/language";
import { keys } from "../../lib/keys";
import type { TimelineEvent } from "../../lib/merge";
import { ScrollArea } from "../../ui/scroll-area";

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
        // Pushed events lack fields that only stored ones have.
        if (event.currentTarget.open) void client.invalidateQueries({ queryKey: keys.events(call.id) });
      }}
    >
      <summary className="px-3 py-2 font-medium">{text.raw}</summary>
      {open && (
        <ScrollArea label={text.rawHint} className="max-h-96 border-t border-line bg-canvas p-3">
          <pre className="font-mono text-xs">{JSON.stringify({ call, events }, null, 2)}</pre>
        </ScrollArea>
      )}
    </details>
  );
}
