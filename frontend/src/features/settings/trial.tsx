import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ConnectionTrial } from "../../contracts";
import { useText } from "../../i18n/language";

/** Whether what was tried works, and why not. */
export function Trial({ trial: { ok, message } }: { trial: ConnectionTrial }) {
  const text = useText().settings;
  const Icon = ok ? CircleCheck : TriangleAlert;
  return (
    <p className={`flex gap-2 rounded-lg p-3 wrap-anywhere ${ok ? "bg-active-soft text-active" : "bg-over-soft text-over"}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <strong>{ok ? text.works : text.fails}</strong> {message}
      </span>
    </p>
  );
}
