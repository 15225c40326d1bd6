import type { QueueView } from "../../contracts";
import { useText } from "../../i18n/language";

/** Marks a queue whose limits nobody has chosen yet. */
export function NewQueue({ queue }: { queue: QueueView | undefined }) {
  const text = useText().overview;
  if (queue?.adoptedBy === undefined) return;
  return (
    <span
      title={text.newQueueMeaning(queue.adoptedBy)}
      className="relative z-10 shrink-0 rounded-full bg-near-soft px-1.5 text-xs font-medium text-near"
    >
      {text.newQueue}
    </span>
  );
}
