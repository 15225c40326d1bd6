import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useText } from "../../i18n/language";
import { endReasons, rules, statuses, types } from "../../lib/enum-values";
import { isRestricted } from "../../lib/filter";
import { useQueues, useServices } from "../../lib/services";
import { agentsQuery } from "../../lib/stats-queries";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Select } from "../../ui/select";
import type { FilterName } from "./filter-words";
import type { FilterProps } from "./filters";
import { TimeRange } from "./time-range";
import { unrestricted } from "./unrestricted";

interface Props extends FilterProps {
  /** The filter that has the focus at first. */
  readonly begin: FilterName | undefined;
  onClose(): void;
}

/** Every filter at once; each choice takes effect behind it. On a phone it is a sheet at the bottom. */
export function FilterDialog({ filter, change, begin, onClose }: Props) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (begin !== undefined) body.current?.querySelector<HTMLElement>(`[data-filter=${begin}] :is(input, select)`)?.focus();
  }, [begin]);
  return (
    <Dialog
      ref={dialog}
      titleId="filters-title"
      title={text.calls.filters}
      closeButton
      onClose={onClose}
      className="max-h-[85dvh] w-[min(40rem,calc(100vw-2rem))] max-sm:mb-0 max-sm:w-full max-sm:max-w-full max-sm:rounded-b-none"
    >
      <div ref={body} className="grid gap-4 sm:grid-cols-2">
        <AnyOf
          name="status"
          label={text.calls.status}
          all={statuses}
          chosen={filter.status}
          word={(status) => text.status[status]}
          choose={(status) => change({ status })}
        />
        <AnyOf
          name="endReason"
          label={text.calls.outcome}
          all={endReasons}
          chosen={filter.endReason ?? []}
          word={(reason) => text.endReason[reason]}
          choose={(endReason) => change({ endReason })}
        />
        <AnyOf
          name="flag"
          label={text.calls.flag}
          all={rules}
          chosen={filter.flag ?? []}
          word={(rule) => text.rule[rule]}
          choose={(flag) => change({ flag })}
        />
        <QueueChoice chosen={filter.queueIds ?? []} choose={(queueIds) => change({ queueIds })} />
        <div className="flex flex-col gap-4">
          <Field name="agentId" label={text.calls.agent}>
            <AgentField agentId={filter.agentId} choose={(agentId) => change({ agentId })} />
          </Field>
          <Field name="type" label={text.calls.type}>
            <Select
              label={text.calls.type}
              value={filter.type ?? ""}
              onChange={(event) => change({ type: types.find((type) => type === event.target.value) })}
              className="w-full"
            >
              <option value="">{text.calls.anyType}</option>
              {types.map((type) => (
                <option key={type} value={type}>
                  {text.type[type]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <TimeRange from={filter.from} to={filter.to} change={change} />
      </div>
      <div className="flex justify-end gap-2">
        {isRestricted(filter) && <Button onClick={() => change(unrestricted)}>{text.calls.clear}</Button>}
        <Button onClick={() => dialog.current?.close()} className="border-accent! bg-accent! text-on-accent!">
          {text.calls.showCalls}
        </Button>
      </div>
    </Dialog>
  );
}

/** Some queues, the retired ones apart; one that nobody knows stays to be unchosen. */
function QueueChoice({ chosen, choose }: { chosen: readonly string[]; choose(ids: readonly string[]): void }) {
  const text = useText().calls;
  const queues = useQueues();
  const retired = queues.retired.map(({ id }) => id);
  const open = [...queues.list.map(({ id }) => id), ...chosen.filter((id) => queues.of(id) === undefined)];
  const groups = [
    { label: text.queue, all: open },
    { label: text.retiredQueues, all: retired },
  ];
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {groups
        .filter(({ all }) => all.length > 0)
        .map(({ label, all }) => (
          <AnyOf
            key={label}
            name="queueId"
            label={label}
            all={all}
            chosen={chosen.filter((id) => all.includes(id))}
            word={(id) => queues.of(id)?.displayName ?? id}
            choose={(ids) => choose([...chosen.filter((id) => !all.includes(id)), ...ids])}
          />
        ))}
    </div>
  );
}

/** A label in words above a field that has its own accessible name. */
function Field({ name, label, children }: { name: FilterName; label: string; children: ReactNode }) {
  return (
    <div data-filter={name} className="flex flex-col gap-1.5">
      <span aria-hidden className="font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}

interface AnyOfProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  word(value: T): string;
  choose(values: readonly T[]): void;
}

/** Some of these values. */
function AnyOf<T extends string>({ name, label, all, chosen, word, choose }: AnyOfProps<T>) {
  return (
    <fieldset data-filter={name} className="min-w-0">
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="grid max-h-64 grid-cols-2 gap-x-3 overflow-y-auto sm:grid-cols-1">
        {all.map((value) => (
          <label key={value} className="flex min-w-0 items-center gap-2 py-1 pointer-coarse:min-h-10">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) => choose(all.filter((one) => (one === value ? target.checked : chosen.includes(one))))}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 [overflow-wrap:anywhere]">{word(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Any agent's id; those with a call today are suggested. */
function AgentField({ agentId, choose }: { agentId: string | undefined; choose(agentId: string | undefined): void }) {
  const text = useText().calls;
  const agents = useQuery(agentsQuery(useServices())).data ?? [];
  const list = useId();
  const apply = (value: string): void => {
    const chosen = value.trim() || undefined;
    if (chosen !== agentId) choose(chosen);
  };
  return (
    <>
      <input
        key={agentId}
        aria-label={text.agent}
        list={list}
        defaultValue={agentId}
        maxLength={128}
        placeholder={text.anyAgent}
        // A suggestion is chosen at once, what is typed when it is finished.
        onChange={({ target }) => agents.some((agent) => agent.agentId === target.value) && apply(target.value)}
        onBlur={({ target }) => apply(target.value)}
        onKeyDown={({ key, currentTarget }) => key === "Enter" && apply(currentTarget.value)}
        className="w-full rounded-lg border border-edge bg-surface px-3 py-1.5 pointer-coarse:min-h-10 placeholder:text-muted"
      />
      <datalist id={list}>
        {agents.map((agent) => (
          <option key={agent.agentId} value={agent.agentId} />
        ))}
      </datalist>
    </>
  );
}
