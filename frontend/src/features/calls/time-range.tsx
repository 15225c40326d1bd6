import { useFormat, useText } from "../../i18n/language";
import { useServices } from "../../lib/services";
import { Button } from "../../ui/button";
import type { FilterProps } from "./filters";

/** When calls began. The URL has the absolute times, so that a shared link shows the same calls; here they are in the browser's zone. */
export function TimeRange({ from, to, change }: { from: string | undefined; to: string | undefined; change: FilterProps["change"] }) {
  const text = useText().calls;
  const format = useFormat();
  const { clock } = useServices();
  const now = clock.now() ?? Date.now();
  return (
    <fieldset data-filter="time" className="flex min-w-0 flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 font-medium">{text.began}</legend>
      <div className="flex flex-wrap gap-2">
        {(["15", "60", "1440"] as const).map((minutes) => (
          <Button
            key={minutes}
            onClick={() => change({ from: new Date(now - Number(minutes) * 60_000).toISOString(), to: undefined })}
            className="px-2.5"
          >
            {text.lastMinutes[minutes]}
          </Button>
        ))}
      </div>
      <div className="grid gap-2 sm:grid-cols-2">
        <Moment label={text.from} at={from} change={(at) => change({ from: at })} />
        <Moment label={text.to} at={to} change={(at) => change({ to: at })} />
      </div>
      <p className="text-xs text-muted">
        {text.yourTime(format.zone(Date.parse(from ?? to ?? new Date(now).toISOString())), format.zoneName)}
      </p>
    </fieldset>
  );
}

function Moment({ label, at, change }: { label: string; at: string | undefined; change(at: string | undefined): void }) {
  return (
    <label className="flex min-w-0 items-center gap-2">
      <span className="w-12 shrink-0">{label}</span>
      <input
        type="datetime-local"
        value={at === undefined ? "" : localOf(at)}
        onChange={({ target: { value } }) => {
          const chosen = Date.parse(value);
          // Half-typed times are no times yet, but an emptied field removes the filter.
          if (!Number.isNaN(chosen)) change(new Date(chosen).toISOString());
          else if (value === "") change(undefined);
        }}
        className="min-w-0 flex-1 rounded-lg border border-edge bg-surface px-2 py-1.5 pointer-coarse:min-h-10"
      />
    </label>
  );
}

/** `2026-11-20T10:30`, as the field wants it. */
function localOf(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
