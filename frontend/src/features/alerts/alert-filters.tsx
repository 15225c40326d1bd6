import { useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { type AlertFilter, formatAlertFilter } from "../../lib/alerts";
import { useQueues } from "../../lib/services";
import { Select } from "../../ui/select";

const states = ["open", "acknowledged", "cleared", "all"] as const;

/** The filters of the alerts; their state is the URL. */
export function AlertFilters({ filter }: { filter: AlertFilter }) {
  const text = useText();
  const queues = useQueues();
  const show = (change: AlertFilter): void => {
    const query = formatAlertFilter({ ...filter, ...change });
    navigate(query === "" ? "/alerts" : `/alerts?${query}`, { replace: true });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served
    <div role="search" aria-label={text.calls.filters} className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <fieldset className="inline-flex rounded-lg border border-line bg-surface p-0.5">
        <legend className="sr-only">{text.alerts.show}</legend>
        {states.map((state) => (
          <label
            key={state}
            className="cursor-pointer rounded-md px-2.5 py-1 text-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="alert-state"
              className="sr-only"
              checked={state === (filter.state ?? "all")}
              onChange={() => show({ state: state === "all" ? undefined : state })}
            />
            {text.alerts.state[state]}
          </label>
        ))}
      </fieldset>
      <Select
        label={text.calls.queue}
        value={filter.queueId ?? ""}
        onChange={(event) => show({ queueId: event.target.value || undefined })}
      >
        <option value="">{text.calls.anyQueue}</option>
        {filter.queueId !== undefined && !queues.isOpen(filter.queueId) && <option value={filter.queueId}>{filter.queueId}</option>}
        {queues.list.map((queue) => (
          <option key={queue.id} value={queue.id}>
            {queue.displayName}
          </option>
        ))}
      </Select>
      <label className="inline-flex items-center gap-2">
        <input
          type="checkbox"
          checked={filter.level === "breach"}
          onChange={(event) => show({ level: event.target.checked ? "breach" : undefined })}
          className="size-4 accent-accent"
        />
        {text.alerts.breachesOnly}
      </label>
    </div>
  );
}
