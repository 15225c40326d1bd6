import { TriangleAlert } from "lucide-react";
import { Link } from "wouter";
import type { QueueStats } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { waitingIn } from "../../lib/links";
import type { Standing } from "../../lib/standing";
import { targetOf, verdictOf } from "../../lib/windows";

/** What is wrong and where, in a sentence; the queues come worst first. */
export function Situation({ standings, all, span }: { standings: readonly Standing[]; all: QueueStats; span: QueueStats | undefined }) {
  const text = useText().overview.situation;
  const format = useFormat();
  const [worst] = standings;
  const over = standings.filter(({ urgency }) => urgency === "over").length;
  const level = span?.serviceLevel;
  const missed = level !== undefined && verdictOf(level, targetOf(span)) === "missed";
  const pressing = worst !== undefined && worst.urgency !== "fine" && worst.wait !== undefined;
  return (
    <p className={`flex gap-2 text-base ${over > 0 ? "font-medium" : ""}`}>
      {over > 0 && <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-over" />}
      <span>
        {pressing ? (
          <>
            <Link
              href={waitingIn(worst.id)}
              className="font-semibold underline decoration-line underline-offset-4 hover:decoration-current"
            >
              {worst.name}
            </Link>
            {text.pressing(
              worst.stats.waiting,
              format.number(worst.stats.waiting),
              formatDuration(worst.wait ?? 0),
              formatDuration((worst.queue?.waitLimit ?? 0) * 1000),
            )}
            {over > 1 && ` ${text.others(over - 1, format.number(over - 1))}`}
          </>
        ) : all.waiting > 0 ? (
          text.within(all.waiting, format.number(all.waiting))
        ) : (
          text.nobody(all.active + all.onHold, format.number(all.active + all.onHold))
        )}
        {missed && ` ${text.missed(format.percent(level))}`}
      </span>
    </p>
  );
}
