import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { RulePreview as Preview, RuleFiring, RuleSettings } from "../../contracts";
import { useFormat, useZoneFormat } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { useServices } from "../../lib/services";
import { said } from "./mistakes";
import { rulePreviewQuery } from "./rule-queries";
import { useNameOfQueue, useRuleText, useSentence } from "./rule-words";
import { useSettled } from "./use-settled";

const LISTED = 10;

interface Props {
  readonly adminKey: string;
  /** Undefined while the form holds no rule. */
  readonly settings: RuleSettings | undefined;
}

/** What the rule in the form would have raised in the last week: in a sentence, by day, and the latest. */
export function RulePreview({ adminKey, settings }: Props) {
  const text = useRuleText();
  const sentence = useSentence();
  const format = useFormat();
  const { api } = useServices();
  const title = useId();
  const settled = useSettled(settings === undefined ? undefined : JSON.stringify({ ...settings, enabled: true }));
  const { data, error, isPlaceholderData } = useQuery(rulePreviewQuery(api, adminKey, settled));
  const shown = settings !== undefined && error === null ? data : undefined;

  function words(): string {
    if (settings === undefined) return text.noPreview;
    if (error !== null) return issuesOf(error);
    if (data === undefined) return text.previewing;
    const length = data.count > data.firings.length ? undefined : formatDuration(lengthOf(data));
    return text.fired(data.count, format.number(data.count), length);
  }

  return (
    <section
      aria-labelledby={title}
      aria-busy={isPlaceholderData}
      className="flex min-w-0 flex-col gap-3 rounded-xl border border-line bg-surface p-4 lg:sticky lg:top-4"
    >
      <h2 id={title} className="font-semibold">
        {text.preview}
      </h2>
      {settings !== undefined && <p className="wrap-anywhere text-muted">{sentence(settings)}</p>}
      <p
        role="status"
        className={`wrap-anywhere whitespace-pre-line ${settings !== undefined && error !== null ? "text-over" : ""} ${shown === undefined || isPlaceholderData ? "" : "font-semibold"}`}
      >
        {words()}
      </p>
      {shown !== undefined && <Past preview={shown} />}
    </section>
  );
}

function Past({ preview }: { preview: Preview }) {
  const text = useRuleText();
  const { zoneName, time, number } = useFormat();
  const format = useZoneFormat(zoneName);
  const nameOf = useNameOfQueue();
  const gap = preview.gaps[0];
  const latest = preview.firings.slice(-LISTED).toReversed();
  const moment = (at: string): string => `${format.weekday(Date.parse(at))}, ${time(Date.parse(at))}`;
  return (
    <>
      {gap !== undefined && <p className="text-muted">{text.gap(moment(gap.to))}</p>}
      <Days preview={preview} />
      {preview.count > preview.firings.length && <p className="text-muted">{text.shown(number(preview.firings.length))}</p>}
      {latest.length > 0 && (
        <table className="w-full text-left text-xs">
          <caption className="pb-1 text-left font-medium text-sm">{text.latest(latest.length)}</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="pr-3 font-normal">
                {text.began}
              </th>
              <th scope="col" className="pr-3 font-normal">
                {text.lasted}
              </th>
              <th scope="col" className="font-normal">
                {text.queue}
              </th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {latest.map((firing) => (
              <tr key={`${firing.queueId} ${firing.from}`} className="align-top">
                <td className="py-0.5 pr-3 whitespace-nowrap">{moment(firing.from)}</td>
                <td className="py-0.5 pr-3">
                  {formatDuration(endOf(firing, preview) - Date.parse(firing.from))}
                  {firing.to === undefined && ` (${text.open})`}
                </td>
                <td className="py-0.5 wrap-anywhere">{nameOf(firing.queueId)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** A line for each day of the browser's calendar, midnight to midnight. */
function Days({ preview }: { preview: Preview }) {
  const text = useRuleText();
  const format = useFormat();
  const [from, to] = [Date.parse(preview.from), Date.parse(preview.to)];
  const spans = preview.firings.map((firing) => [Date.parse(firing.from), endOf(firing, preview)] as const);
  const gaps = preview.gaps.map((gap) => [Date.parse(gap.from), Date.parse(gap.to)] as const);
  return (
    <div role="img" aria-label={text.days} className="flex flex-col gap-1">
      {daysBetween(from, to).map(({ start, end }) => (
        <div key={start} className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-2">
          <span className="text-xs text-muted">{format.weekday(start)}</span>
          <span className="relative h-3 overflow-hidden rounded-sm bg-raised">
            {[[0, from] as const, [to, Number.POSITIVE_INFINITY] as const, ...gaps].map((span) => (
              <Mark key={`${span[0]}`} start={start} end={end} span={span} className="bg-canvas" />
            ))}
            {spans.map((span, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they are drawn anew together
              <Mark key={n} start={start} end={end} span={span} className="min-w-0.5 bg-over-bar" />
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}

interface MarkProps {
  readonly start: number;
  readonly end: number;
  readonly span: readonly [number, number];
  readonly className: string;
}

function Mark({ start, end, span: [from, to], className }: MarkProps) {
  if (to <= start || from >= end) return null;
  const share = (at: number): number => (100 * (Math.min(end, Math.max(start, at)) - start)) / (end - start);
  return <span className={`absolute inset-y-0 ${className}`} style={{ left: `${share(from)}%`, width: `${share(to) - share(from)}%` }} />;
}

/** The days that reach into a time; one on which clocks change is as long as it is. */
export function daysBetween(from: number, to: number): { start: number; end: number }[] {
  const days: { start: number; end: number }[] = [];
  const day = new Date(from);
  day.setHours(0, 0, 0, 0);
  while (day.getTime() < to) {
    const start = day.getTime();
    day.setDate(day.getDate() + 1);
    days.push({ start, end: day.getTime() });
  }
  return days;
}

function endOf({ to }: RuleFiring, preview: Preview): number {
  return Date.parse(to ?? preview.to);
}

function lengthOf(preview: Preview): number {
  return preview.firings.reduce((sum, firing) => sum + endOf(firing, preview) - Date.parse(firing.from), 0);
}

function issuesOf(error: Error): string {
  return said(error, []).rest.join("\n");
}
