import { useText, useZoneFormat } from "../../i18n/language";
import { inputClass, Labelled } from "./field-input";
import { days, type HoursDraft } from "./hours-draft";

interface Props {
  readonly id: string;
  readonly hint: string;
  readonly draft: HoursDraft;
  /** What is wrong, by field. */
  readonly issues: Readonly<Record<string, string>>;
  onChange(changed: Partial<HoursDraft>): void;
}

/** Hours of each day of the week, as people write them, and whose local time they are. */
export function HoursInput({ id, hint, draft, issues, onChange }: Props) {
  const text = useText().settings.queue;
  const format = useZoneFormat("UTC");
  function input(field: keyof HoursDraft, label: string, hint?: string) {
    return (
      <Labelled key={field} id={`${id}-${field}`} label={label} hint={hint} issue={issues[field]}>
        {(described) => (
          <input
            {...described}
            value={draft[field]}
            onChange={({ target }) => onChange({ [field]: target.value })}
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )}
      </Labelled>
    );
  }
  return (
    <>
      <p className="text-xs text-muted">{hint}</p>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        {days.map((day, n) => input(day, format.weekdayInFull(n)))}
        {input("zone", text.zone, text.zoneHint)}
      </div>
    </>
  );
}
