import { useQuery } from "@tanstack/react-query";
import { PhoneOff, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { useText } from "../../i18n/language";
import { navigate, useSearch } from "../../lib/address";
import { ApiError } from "../../lib/api";
import { useMediaQuery } from "../../lib/media-query";
import { popOf } from "../../lib/pop";
import { callQuery, eventsQuery } from "../../lib/queries";
import { useCallSubscriptions, useQueues, useServices } from "../../lib/services";
import { CallTime } from "../../ui/call-time";
import { CopyId } from "../../ui/copy-id";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { PopLink } from "../../ui/pop-link";
import { Skeleton } from "../../ui/skeleton";
import { StatusBadge } from "../../ui/status-badge";
import { CallFacts } from "./call-facts";
import { CallFlags } from "./call-flags";
import { RawJson } from "./raw-json";
import { Timeline } from "./timeline";
import { Visits } from "./visits";

/** One call, live: its fields, the rules it broke, the queues it was in, and its history. */
export function CallPanel({ id }: { id: string }) {
  const text = useText().call;
  const services = useServices();
  const call = useQuery(callQuery(services, id));
  const events = useQuery(eventsQuery(services, id));
  const queues = useQueues();
  const back = `/calls${useSearch()}`;
  // In a narrow window the call replaces the list.
  const [Heading, Subheading] = useMediaQuery("(width < 80rem)") ? (["h1", "h2"] as const) : (["h2", "h3"] as const);
  const heading = useRef<HTMLHeadingElement>(null);
  useCallSubscriptions([id]);
  useEscape(back);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const queue = call.data && queues.of(call.data.queueId);
  const pop = call.data && popOf(call.data, queue?.popUrl);
  return (
    <aside
      aria-labelledby="call-title"
      className="min-w-0 border-line bg-surface max-xl:fixed max-xl:inset-x-0 max-xl:top-[var(--head,3.5rem)] max-xl:bottom-0 max-xl:z-20 max-xl:overflow-y-auto max-xl:overscroll-contain xl:rounded-xl xl:border print:static xl:sticky xl:top-[4.75rem] xl:max-h-[calc(100dvh-6rem)] xl:overflow-y-auto"
    >
      <header className="sticky top-0 z-10 flex items-start justify-between gap-3 border-b border-line bg-surface p-4">
        <div className="flex min-w-0 flex-col items-start gap-2">
          <Heading ref={heading} id="call-title" tabIndex={-1} className="font-mono text-base font-semibold break-all outline-none">
            <span className="sr-only">{text.title("")}</span>
            {id}
          </Heading>
          {call.data && (
            <p className="flex items-center gap-2">
              <StatusBadge call={call.data} />
              <CallTime call={call.data} queue={queue} />
            </p>
          )}
        </div>
        <CopyId id={id} />
        <Link
          href={back}
          aria-label={text.close}
          title={`${text.close} (Esc)`}
          className="inline-flex items-center justify-center rounded-lg p-1.5 text-muted transition-colors hover:bg-raised hover:text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10"
        >
          <X aria-hidden className="size-5" />
        </Link>
      </header>
      {call.data === undefined ? (
        <Missing error={call.error} retry={() => void call.refetch()} />
      ) : (
        <div className="flex flex-col gap-5 p-4">
          <CallFacts call={call.data} queue={queue} />
          {pop !== undefined && (
            <p>
              <PopLink pop={pop} />
            </p>
          )}
          <CallFlags call={call.data} queue={queue} events={events.data ?? []} heading={Subheading} />
          <Visits call={call.data} heading={Subheading} />
          <section aria-labelledby="timeline" className="flex flex-col gap-3">
            <Subheading id="timeline" className="font-semibold">
              {text.timeline}
            </Subheading>
            {events.data !== undefined && <Timeline events={events.data} />}
            {events.data === undefined && events.error === null && <Skeleton rows={4} />}
            {events.data === undefined && events.error !== null && <ErrorNotice error={events.error} retry={() => void events.refetch()} />}
          </section>
          <RawJson call={call.data} events={events.data ?? []} />
        </div>
      )}
    </aside>
  );
}

function Missing({ error, retry }: { error: Error | null; retry: () => void }) {
  const text = useText().call;
  if (error === null) return <Skeleton rows={6} />;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <Notice icon={PhoneOff} title={text.notFound}>
        <p>{text.notFoundHint}</p>
      </Notice>
    );
  }
  return <ErrorNotice error={error} retry={retry} />;
}

function useEscape(back: string): void {
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.matches("input, select");
      if (event.key === "Escape" && !typing && !event.defaultPrevented) navigate(back);
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [back]);
}
