import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { Link } from "wouter";
import type { ReportFigures } from "../../contracts";
import { useFormat, useText, useZoneFormat } from "../../i18n/language";
import { formatDuration } from "../../lib/duration";
import { offered } from "../../lib/links";
import { useMediaQuery } from "../../lib/media-query";
import { byHours, type HeatCell, heatOf, type Stretch } from "../../lib/report";
import { useServices } from "../../lib/services";
import { reportsQuery } from "../../lib/stats-queries";
import { ErrorNotice } from "../../ui/error-notice";
import { Select } from "../../ui/select";
import { Skeleton } from "../../ui/skeleton";

const measures = ["offered", "level", "abandoned", "asa"] as const;
type Measure = (typeof measures)[number];

interface Props {
  readonly span: Stretch;
  readonly zone: string;
  readonly queueId: string | undefined;
}

/** How full a colour gets, in percent: texts on it stay readable. */
const FULLEST = 40;

/** The span's hours by weekday and time of day, where it is crowded and where it goes wrong; each leads to its calls. */
export function HeatMap({ span, zone, queueId }: Props) {
  const text = useText().reports.heat;
  const services = useServices();
  const asked = byHours(span, zone).map((piece) => ({ span: piece, interval: "1h" as const, queueId, zone }));
  const reports = useQuery(reportsQuery(services, asked));
  const [measure, setMeasure] = useState<Measure>("offered");
  return (
    <section aria-labelledby="heat" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="heat" className="font-semibold">
          {text.title}
        </h2>
        <Select
          label={text.measure}
          value={measure}
          onChange={({ target: { value } }) => setMeasure(measures.find((one) => one === value) ?? "offered")}
          className="print:hidden"
        >
          {measures.map((one) => (
            <option key={one} value={one}>
              {text.measures[one]}
            </option>
          ))}
        </Select>
      </div>
      {reports.data === undefined ? (
        reports.error === null ? (
          <Skeleton rows={1} className="h-64" />
        ) : (
          <ErrorNotice error={reports.error} retry={() => void reports.refetch()} />
        )
      ) : (
        <Hours cells={heatOf(reports.data, services.clock.now() ?? Date.now())} measure={measure} zone={zone} queueId={queueId} />
      )}
    </section>
  );
}

function Hours({
  cells,
  measure,
  zone,
  queueId,
}: {
  cells: readonly HeatCell[];
  measure: Measure;
  zone: string;
  queueId: string | undefined;
}) {
  const text = useText().reports.heat;
  const format = useFormat();
  const there = useZoneFormat(zone);
  const upright = useMediaQuery("(width < 64rem)");
  const table = useRef<HTMLTableElement>(null);
  const [chosen, setChosen] = useState<string>();
  const busy = cells.filter(({ figures }) => figures.offered > 0);
  const [first, last] = [Math.min(...busy.map(({ hour }) => hour)), Math.max(...busy.map(({ hour }) => hour))];
  if (busy.length === 0) return null;
  const hours = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const weekdays = [0, 1, 2, 3, 4, 5, 6];
  const of = new Map(cells.map((cell) => [keyOf(cell.weekday, cell.hour), cell]));
  const shades = busy.flatMap((cell) => shadeOf(cell, measure) ?? []);
  const [lightest, darkest] = [measure === "offered" ? 0 : Math.min(...shades), Math.max(...shades)];
  const open = chosen === undefined ? undefined : of.get(chosen);
  const [across, down] = upright ? ([weekdays, hours] as const) : ([hours, weekdays] as const);
  const placeOf = (column: number, row: number) => (upright ? ([column, row] as const) : ([row, column] as const));
  const nameOfHour = (weekday: number, hour: number) =>
    text.cell(there.weekdayInFull(weekday), there.hour(hour), there.hour((hour + 1) % 24));
  // One of them is in the tab order: the chosen one, else the first.
  const stop = open === undefined ? busy[0] : open;

  function move(event: KeyboardEvent): void {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const at = document.activeElement?.closest<HTMLElement>("[data-column]")?.dataset;
    if (step === undefined || at === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    let [column, row] = [Number(at.column), Number(at.row)];
    // Over hours without a call.
    do {
      column += step[0] ?? 0;
      row += step[1] ?? 0;
      const next = table.current?.querySelector<HTMLElement>(`[data-column="${column}"][data-row="${row}"] button`);
      next?.focus();
      if (next != null) return;
    } while (column >= 0 && row >= 0 && column < across.length && row < down.length);
  }

  return (
    <div className="rounded-xl border border-line bg-surface p-4">
      <p className="mb-2 text-xs text-muted">
        {text.darker[measure]}. <span className="print:hidden">{text.choose}</span>
      </p>
      <table
        ref={table}
        aria-labelledby="heat"
        onKeyDown={move}
        className="w-full table-fixed border-separate border-spacing-0.5 text-center text-xs tabular-nums"
      >
        <thead className="text-muted">
          <tr>
            <td className="w-12" />
            {across.map((one) => (
              <th key={one} scope="col" className="py-1 font-medium">
                {upright ? there.weekdayName(one) : there.hour(one)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.map((one, row) => (
            <tr key={one}>
              <th scope="row" className="pr-2 text-right font-medium text-muted">
                {upright ? there.hour(one) : there.weekdayName(one)}
              </th>
              {across.map((other, column) => {
                const [weekday, hour] = placeOf(other, one);
                const key = keyOf(weekday, hour);
                const cell = of.get(key);
                const shade = cell === undefined ? undefined : shadeOf(cell, measure);
                const share = shade === undefined ? 0 : darkest === lightest ? 1 : (shade - lightest) / (darkest - lightest);
                return (
                  <td key={other} data-column={column} data-row={row} className="h-8 p-0">
                    {cell === undefined || cell.figures.offered === 0 ? (
                      <span className="flex h-full items-center justify-center rounded bg-raised/50 text-muted">{cell && "·"}</span>
                    ) : (
                      <button
                        type="button"
                        aria-pressed={chosen === key}
                        aria-label={`${nameOfHour(weekday, hour)}: ${shownOf(cell)}`}
                        tabIndex={cell === stop ? 0 : -1}
                        onClick={() => setChosen(chosen === key ? undefined : key)}
                        className="h-full w-full rounded outline-offset-0 [print-color-adjust:exact] hover:ring-2 hover:ring-edge aria-pressed:ring-2 aria-pressed:ring-ink"
                        style={{
                          background: `color-mix(in oklab, var(${measure === "offered" ? "--color-accent" : "--color-near-bar"}) ${Math.round(share * FULLEST)}%, var(--color-surface))`,
                        }}
                      >
                        {shownOf(cell)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {open !== undefined && (
        <div className="mt-3 border-t border-line pt-3">
          <h3 className="font-medium">{text.hours(nameOfHour(open.weekday, open.hour))}</h3>
          <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 tabular-nums">
            {open.hours.map(({ from, to, figures }) => (
              <li key={from}>
                <Link
                  href={offered({ from, to, queueId })}
                  className="underline decoration-line underline-offset-4 hover:decoration-current"
                >
                  {there.weekday(Date.parse(from))}
                </Link>{" "}
                <span className="text-muted">
                  {format.number(figures.offered)}
                  {measure !== "offered" && ` · ${figureOf(figures)}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );

  function shownOf(cell: HeatCell): string {
    return measure === "offered" ? format.tenths(cell.figures.offered / cell.hours.length) : figureOf(cell.figures);
  }

  function figureOf({ serviceLevel, abandonmentRate, asa }: ReportFigures): string {
    if (measure === "asa") return asa === undefined ? "–" : formatDuration(asa * 1000);
    const share = measure === "level" ? serviceLevel : abandonmentRate;
    return share === undefined ? "–" : format.percent(share);
  }
}

function keyOf(weekday: number, hour: number): string {
  return `${weekday} ${hour}`;
}

/** What its colour is by: the more, the darker. */
function shadeOf({ figures, hours }: HeatCell, measure: Measure): number | undefined {
  switch (measure) {
    case "offered":
      return figures.offered / hours.length;
    case "level":
      return figures.serviceLevel === undefined ? undefined : 1 - figures.serviceLevel;
    case "abandoned":
      return figures.abandonmentRate;
    case "asa":
      return figures.asa;
  }
}
