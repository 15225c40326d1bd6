import { Search, X } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { useFormat, useText } from "../../i18n/language";
import { endReasons, rules, statuses, types } from "../../lib/enum-values";
import { type CallFilter, isRestricted } from "../../lib/filter";
import { useQueues, useServices } from "../../lib/services";
import { useShortcut } from "../../lib/shortcuts";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { StatusIcon } from "../../ui/status-badge";
import { unrestricted } from "./unrestricted";

interface Props {
  readonly filter: CallFilter;
  change(changes: Partial<CallFilter>, replace?: boolean): void;
}

/** The filters of the list; their state is the URL. */
export const Filters = memo(function Filters({ filter, change }: Props) {
  const text = useText();
  const queues = useQueues();
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served
    <div role="search" aria-label={text.calls.filters} className="flex flex-wrap items-center gap-2 print:hidden">
      <SearchField q={filter.q} change={change} />
      <fieldset className="flex flex-wrap gap-1" aria-label={text.calls.status}>
        {statuses.map((status) => {
          const pressed = filter.status.includes(status);
          const toggled = pressed ? filter.status.filter((other) => other !== status) : [...filter.status, status];
          return (
            <button
              key={status}
              type="button"
              aria-pressed={pressed}
              onClick={() => change({ status: toggled })}
              className={`inline-flex items-center gap-1.5 rounded-lg border px-2 py-1.5 transition-colors sm:px-2.5 ${
                pressed ? "border-accent bg-accent-soft font-medium text-accent" : "border-edge bg-surface hover:bg-raised"
              }`}
            >
              <StatusIcon status={status} />
              {text.status[status]}
            </button>
          );
        })}
      </fieldset>
      <div className="grid w-full grid-cols-2 gap-2 sm:contents">
        <Select
          label={text.calls.queue}
          value={filter.queueId ?? ""}
          onChange={(event) => change({ queueId: event.target.value || undefined })}
          className="sm:max-w-52"
        >
          <option value="">{text.calls.anyQueue}</option>
          {filter.queueId !== undefined && queues.of(filter.queueId) === undefined && (
            <option value={filter.queueId}>{filter.queueId}</option>
          )}
          {queues.list.map((queue) => (
            <option key={queue.id} value={queue.id}>
              {queue.displayName}
            </option>
          ))}
        </Select>
        <AnyOf
          label={text.calls.flag}
          any={text.calls.anyFlag}
          all={rules}
          chosen={filter.flag}
          name={(rule) => text.rule[rule]}
          choose={(flag) => change({ flag })}
        />
        <AnyOf
          label={text.calls.outcome}
          any={text.calls.anyOutcome}
          all={endReasons}
          chosen={filter.endReason}
          name={(reason) => text.endReason[reason]}
          choose={(endReason) => change({ endReason })}
        />
        <Select
          label={text.calls.type}
          value={filter.type ?? ""}
          onChange={(event) => change({ type: types.find((type) => type === event.target.value) })}
        >
          <option value="">{text.calls.anyType}</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {text.type[type]}
            </option>
          ))}
        </Select>
      </div>
      <TimeFilter filter={filter} change={change} />
      {filter.agentId !== undefined && (
        <button
          type="button"
          aria-label={text.calls.removeAgent(filter.agentId)}
          onClick={() => change({ agentId: undefined })}
          className="inline-flex items-center gap-1.5 rounded-lg border border-accent bg-accent-soft px-2.5 py-1.5 font-medium text-accent"
        >
          {text.calls.agent} {filter.agentId}
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      {isRestricted(filter) && (
        <Button onClick={() => change(unrestricted)} className="border-transparent bg-transparent text-muted">
          {text.calls.clear}
        </Button>
      )}
    </div>
  );
});

interface AnyOfProps<T extends string> {
  readonly label: string;
  /** What it says while nothing is chosen. */
  readonly any: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[] | undefined;
  name(value: T): string;
  choose(values: readonly T[] | undefined): void;
}

/** One of some values; an address may ask for several of them, which are then one choice more. */
function AnyOf<T extends string>({ label, any, all, chosen, name, choose }: AnyOfProps<T>) {
  return (
    <Select
      label={label}
      value={chosen?.join(",") ?? ""}
      onChange={(event) => choose(event.target.value === "" ? undefined : all.filter((value) => value === event.target.value))}
      className="sm:max-w-52"
    >
      <option value="">{any}</option>
      {chosen !== undefined && chosen.length > 1 && <option value={chosen.join(",")}>{chosen.map(name).join(" / ")}</option>}
      {all.map((value) => (
        <option key={value} value={value}>
          {name(value)}
        </option>
      ))}
    </Select>
  );
}

/** Calls since a moment; the URL has the absolute time, so that a shared link shows the same calls. */
function TimeFilter({ filter: { from, to }, change }: Props) {
  const text = useText().calls;
  const format = useFormat();
  const { clock } = useServices();
  const moment = (at: string): string => `${format.day(Date.parse(at))}, ${format.minute(Date.parse(at))}`;
  if (from === undefined && to === undefined) {
    return (
      <Select
        label={text.began}
        value=""
        onChange={(event) => change({ from: new Date((clock.now() ?? Date.now()) - Number(event.target.value) * 60_000).toISOString() })}
      >
        <option value="">{text.anyTime}</option>
        {(["15", "60", "1440"] as const).map((minutes) => (
          <option key={minutes} value={minutes}>
            {text.lastMinutes[minutes]}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <button
      type="button"
      aria-label={text.removeTime}
      onClick={() => change({ from: undefined, to: undefined })}
      className="inline-flex items-center gap-1.5 rounded-lg border border-accent bg-accent-soft px-2.5 py-1.5 font-medium text-accent"
    >
      {text.began} {from && text.since(moment(from))} {to && text.until(moment(to))}
      <X aria-hidden className="size-3.5" />
    </button>
  );
}

const TYPING_MS = 300;

function SearchField({ q = "", change }: { q: string | undefined; change: Props["change"] }) {
  const text = useText().calls;
  const [typed, setTyped] = useState(q);
  const applied = useRef(q);
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", () => field.current?.focus());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // The URL was changed elsewhere: take its value.
    if (q !== applied.current) {
      applied.current = q;
      setTyped(q);
    }
  }, [q]);

  const type = (value: string): void => {
    setTyped(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      applied.current = value.trim();
      change({ q: value.trim() || undefined }, true);
    }, TYPING_MS);
  };

  return (
    <label className="relative min-w-40 flex-1 basis-48 sm:max-w-72">
      <span className="sr-only">{text.search}</span>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
      <input
        ref={field}
        type="search"
        aria-keyshortcuts="/"
        value={typed}
        maxLength={128}
        placeholder={text.searchHint}
        title={text.searchMeaning}
        onChange={(event) => type(event.target.value)}
        className="w-full rounded-lg border border-edge bg-surface py-1.5 pr-2 pl-8 placeholder:text-muted"
      />
    </label>
  );
}
