import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { useFormat, useText } from "../../i18n/language";
import { ApiError } from "../../lib/api";
import { unfiltered } from "../../lib/filter";
import { waitingIn } from "../../lib/links";
import { callsQuery } from "../../lib/queries";
import { useCallSubscriptions, useServices } from "../../lib/services";
import { CallTable } from "../../ui/call-table";

const waiting = { ...unfiltered, status: ["waiting"], limit: 100 } as const;
const SHOWN = 10;

/** The longest waiting calls, however many wait. */
export function WaitingCalls() {
  const text = useText().overview;
  const format = useFormat();
  const services = useServices();
  const sorted = useQuery(callsQuery(services, { ...waiting, order: "statusSince" }));
  // A service of an earlier version doesn't know this order: then only a complete list says who waits longest.
  const unknown = sorted.error instanceof ApiError && sorted.error.status === 400;
  const newest = useQuery({ ...callsQuery(services, waiting), enabled: unknown });
  const page = unknown ? newest.data : sorted.data;
  useCallSubscriptions((page?.data ?? []).map((call) => call.id));
  if (page === undefined || page.data.length === 0) return null;
  const whole = !unknown || page.total <= page.data.length;
  const longest = page.data.toSorted((a, b) => Date.parse(a.statusSince) - Date.parse(b.statusSince)).slice(0, SHOWN);
  return (
    <section aria-labelledby="waiting-now" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="waiting-now" className="font-semibold">
          {text.waitingNow}
        </h2>
        {(!whole || page.total > SHOWN) && (
          <Link href={waitingIn()} className="text-accent underline underline-offset-4">
            {text.moreWait(format.number(page.total))}
          </Link>
        )}
      </div>
      {whole && (
        <div className="overflow-clip rounded-xl [--row:7.5rem] lg:[--row:2.5rem] border border-line bg-surface">
          <CallTable calls={longest} query="status=waiting" label={text.waitingNow} />
        </div>
      )}
    </section>
  );
}
