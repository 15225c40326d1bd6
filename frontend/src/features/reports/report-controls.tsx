import type { ReactNode } from "react";
import { useFormat, useText } from "../../i18n/language";
import { navigate } from "../../lib/address";
import {
  formatReport,
  type Interval,
  intervalsBy,
  isOfAgents,
  type Preset,
  parts,
  presets,
  type ReportChoice,
  type Stretch,
} from "../../lib/report";
import { useQueues } from "../../lib/services";
import { isDay } from "../../lib/zones";
import { Select } from "../../ui/select";

interface Props {
  readonly choice: ReportChoice;
  /** The days that are shown. */
  readonly days: { readonly from: string; readonly to: string };
  readonly span: Stretch;
  /** The call centre's zone. */
  readonly centre: string;
  readonly children: ReactNode;
}

const CHOSEN = "chosen";

let zones: readonly string[] | undefined;

function everyZone(): readonly string[] {
  zones ??= Intl.supportedValuesOf("timeZone");
  return zones;
}

/** What is reported; each change is a new address. */
export function ReportControls({ choice, days, span, centre, children }: Props) {
  const { reports: text, calls } = useText();
  const queues = useQueues();
  const mine = useFormat().zoneName;
  const show = (change: Partial<ReportChoice>): void => {
    const query = formatReport({ ...choice, ...change });
    navigate(query === "" ? "/reports" : `/reports?${query}`);
  };
  // What an interval is too short for takes the usual one.
  const spanned = (change: Partial<ReportChoice>): void => show({ ...change, interval: choice.interval === "all" ? "all" : undefined });
  const { interval, by, queueId, team } = choice;
  const ofAgents = isOfAgents(by);
  const others = intervalsBy(by, span);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is newer than the browsers that are served
    <div role="search" aria-label={calls.filters} className="flex flex-wrap items-center gap-2 print:hidden">
      <Select
        label={text.span}
        value={choice.days === undefined ? choice.preset : CHOSEN}
        onChange={({ target: { value } }) => (value === CHOSEN ? spanned({ days }) : spanned({ days: undefined, preset: value as Preset }))}
      >
        {presets.map((preset) => (
          <option key={preset} value={preset}>
            {text.presets[preset]}
          </option>
        ))}
        <option value={CHOSEN}>{text.chosen}</option>
      </Select>
      <span className="inline-flex items-center gap-1 max-sm:w-full">
        <Day label={text.firstDay} day={days.from} change={(from) => spanned({ days: { from, to: latest(from, days.to) } })} />
        <span aria-hidden>–</span>
        <Day label={text.lastDay} day={days.to} change={(to) => spanned({ days: { from: earliest(to, days.from), to } })} />
      </span>
      <fieldset className="inline-flex rounded-lg border border-line bg-surface p-0.5">
        <legend className="sr-only">{text.by}</legend>
        {parts.map((part) => (
          <label
            key={part}
            className="cursor-pointer rounded-md px-2.5 py-1 text-muted transition-colors hover:text-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="report-by"
              className="sr-only"
              checked={part === by}
              // Agents are counted of all queues.
              onChange={() => show({ by: part, interval: undefined, team: undefined, ...(isOfAgents(part) && { queueId: undefined }) })}
            />
            {text.parts[part]}
          </label>
        ))}
      </fieldset>
      <Select
        label={text.interval}
        value={interval ?? ""}
        onChange={({ target: { value } }) => show({ interval: value === "" ? undefined : (value as Interval) })}
      >
        {by === "none" && <option value="">{text.usual}</option>}
        {others.toReversed().map((one) => (
          <option key={one} value={one === "all" ? "" : one}>
            {text.intervals[one]}
          </option>
        ))}
      </Select>
      <Select
        label={calls.queue}
        value={queueId ?? ""}
        disabled={ofAgents}
        onChange={({ target: { value } }) => show({ queueId: value === "" ? undefined : value })}
        className="max-w-60"
      >
        <option value="">{calls.anyQueue}</option>
        {queues.list.map(({ id, displayName }) => (
          <option key={id} value={id}>
            {displayName}
          </option>
        ))}
        {queues.retired.length > 0 && (
          <optgroup label={calls.retiredQueues}>
            {queues.retired.map(({ id, displayName }) => (
              <option key={id} value={id}>
                {displayName}
              </option>
            ))}
          </optgroup>
        )}
      </Select>
      {team !== undefined && (
        <Select label={text.parts.team} value={team} onChange={() => show({ team: undefined })} className="max-w-60">
          <option value={team}>{team}</option>
          <option value="">{text.anyTeam}</option>
        </Select>
      )}
      <Select
        label={text.zone}
        value={choice.zone ?? ""}
        onChange={({ target: { value } }) => show({ zone: value === "" ? undefined : value })}
        className="max-w-72"
      >
        <option value="">{text.centre(centre)}</option>
        {mine !== centre && <option value={mine}>{text.yours(mine)}</option>}
        {choice.zone !== undefined && choice.zone !== mine && <option value={choice.zone}>{choice.zone}</option>}
        <optgroup label={text.zones}>
          {everyZone()
            .filter((zone) => zone !== mine && zone !== choice.zone)
            .map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
        </optgroup>
      </Select>
      <span className="ml-auto inline-flex gap-2">{children}</span>
    </div>
  );
}

function Day({ label, day, change }: { label: string; day: string; change(day: string): void }) {
  return (
    <input
      type="date"
      aria-label={label}
      value={day}
      // Half-typed days are no days yet.
      onChange={({ target: { value } }) => isDay(value) && value >= "2000" && change(value)}
      className="min-w-0 flex-1 rounded-lg border border-edge bg-surface px-2 py-1.5 tabular-nums pointer-coarse:min-h-10"
    />
  );
}

// Days as they are written come in order.
function latest(...days: string[]): string {
  return days.toSorted().at(-1) ?? "";
}

function earliest(...days: string[]): string {
  return days.toSorted()[0] ?? "";
}
