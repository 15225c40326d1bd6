import { useQuery } from "@tanstack/react-query";
import { CircleAlert, PhoneIncoming, SearchX } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import type { CallPage } from "../../contracts";
import { useFormat, useText } from "../../i18n/language";
import { navigate, usePathname, useSearch } from "../../lib/address";
import { formatFilter, isRestricted, parseFilter, type CallFilter } from "../../lib/filter";
import { callsQuery } from "../../lib/queries";
import { useServices, useWatch } from "../../lib/services";
import { Button } from "../../ui/button";
import { CallTable } from "../../ui/call-table";
import { ErrorNotice } from "../../ui/error-notice";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { Filters } from "./filters";
import { Pages } from "./pages";
import { unrestricted } from "./unrestricted";

/** The list of calls that the URL asks for, and beside it the one that is open. */
export function CallsView({ openCall, panel }: { openCall: string | undefined; panel: ReactNode }) {
  const text = useText().calls;
  const format = useFormat();
  const path = usePathname();
  const filter = parseFilter(useSearch());
  const calls = useQuery(callsQuery(useServices(), filter));
  // Nothing more happens to a call that has ended.
  useWatch((calls.data?.data ?? []).filter((call) => call.status !== "ended").map((call) => call.id));
  useFocusBack(openCall);

  const change = (changes: Partial<CallFilter>, replace = false): void => {
    const query = formatFilter({ ...filter, page: 1, ...changes });
    navigate(query === "" ? path : `${path}?${query}`, { replace });
  };

  return (
    <div className={`grid items-start gap-4 ${panel ? "xl:grid-cols-[minmax(0,1fr)_27rem] 2xl:grid-cols-[minmax(0,1fr)_32rem]" : ""}`}>
      <section aria-labelledby="calls-title" className={`min-w-0 flex-col gap-3 ${panel ? "hidden xl:flex" : "flex"}`}>
        <div className="flex items-baseline justify-between gap-3">
          <h1 id="calls-title" className="text-xl font-semibold tracking-tight">
            {text.title}
          </h1>
          {calls.data && (
            <p className="text-muted tabular-nums">{text.total(format.number(calls.data.total), calls.data.total === 1)}</p>
          )}
        </div>
        <Filters filter={filter} change={change} />
        {calls.error !== null && calls.data !== undefined && (
          <p role="alert" className="flex items-center gap-2 rounded-lg bg-over-soft px-3 py-2 text-over">
            <CircleAlert aria-hidden className="size-4 shrink-0" />
            {text.notReread}
          </p>
        )}
        <div
          aria-busy={calls.isPlaceholderData}
          className={`overflow-clip rounded-xl border border-line bg-surface ${calls.isPlaceholderData ? "opacity-60" : ""}`}
        >
          {calls.error !== null && calls.data === undefined && (
            <ErrorNotice error={calls.error} again={() => void calls.refetch()} />
          )}
          {calls.data === undefined && calls.error === null && <Skeleton rows={10} />}
          {calls.data && <Content page={calls.data} filter={filter} openCall={openCall} change={change} />}
        </div>
        {calls.data && <Pages page={calls.data} filter={filter} change={change} />}
      </section>
      {panel}
    </div>
  );
}

interface ContentProps {
  readonly page: CallPage;
  readonly filter: CallFilter;
  readonly openCall: string | undefined;
  change(changes: Partial<CallFilter>): void;
}

function Content({ page, filter, openCall, change }: ContentProps) {
  const text = useText().calls;
  if (page.data.length > 0) {
    return <CallTable key={formatFilter(filter)} calls={page.data} query={formatFilter(filter)} openCall={openCall} />;
  }
  if (page.total > 0) {
    return (
      <Notice icon={SearchX} title={text.noSuchPage}>
        <Button onClick={() => change({ page: 1 })}>{text.firstPage}</Button>
      </Notice>
    );
  }
  if (isRestricted(filter)) {
    return (
      <Notice icon={SearchX} title={text.noMatch}>
        <p>{text.noMatchHint}</p>
        <Button onClick={() => change(unrestricted)}>{text.clear}</Button>
      </Notice>
    );
  }
  return (
    <Notice icon={PhoneIncoming} title={text.empty}>
      <p>{text.emptyHint}</p>
    </Notice>
  );
}

/** After a call is closed the keyboard is back on its row. */
function useFocusBack(openCall: string | undefined): void {
  const before = useRef(openCall);
  useEffect(() => {
    if (openCall === undefined && before.current !== undefined) {
      document.getElementById(`call-${before.current}`)?.focus();
    }
    before.current = openCall;
  }, [openCall]);
}
