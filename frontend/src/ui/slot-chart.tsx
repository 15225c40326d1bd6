import { type ReactNode, useState } from "react";
import { navigate } from "../lib/address";

export interface Series {
  readonly name: string;
  /** A CSS variable of the theme. */
  readonly colour: string;
  readonly dash?: string;
  /** Whether each value is marked: a value between two gaps has no line. */
  readonly points?: boolean;
  readonly values: readonly (number | undefined)[];
}

export interface Slot {
  readonly key: string;
  /** Below the axis. */
  readonly label: string;
  /** In full, with the values that are pointed at. */
  readonly title: string;
  /** The calls of this slot. */
  readonly href?: string | undefined;
}

interface Props {
  readonly label: string;
  readonly slots: readonly Slot[];
  /** On top of each other, the first at the bottom. */
  readonly bars?: readonly Series[];
  readonly lines?: readonly Series[];
  /** The end of the axis; as high as the values unless given. */
  readonly highest?: number;
  /** Values are seconds. */
  readonly seconds?: boolean;
  format(value: number): string;
}

const MOST_LABELS = 8;
/** From so many on there is no room between bars. */
const DENSE = 150;

/**
 * Bars and lines over slots of any length: days on which clocks change are as wide as others. The values under the
 * pointer are read out above, and a click leads to the calls. Screen readers get the label only: values and links are in
 * the table beside it.
 */
export function SlotChart({ label, slots, bars = [], lines = [], highest, seconds = false, format }: Props) {
  const [pointed, setPointed] = useState<number>();
  const sums = slots.map((_, n) => bars.reduce((sum, { values }) => sum + (values[n] ?? 0), 0));
  const top =
    highest ?? (seconds ? timeCeiling : ceiling)(Math.max(0, ...sums, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const gap = slots.length > DENSE ? 0 : 0.12;
  const every = Math.ceil(slots.length / MOST_LABELS);
  const slot = pointed === undefined ? undefined : slots[pointed];
  const floors = slots.map(() => 0);
  return (
    <div className="relative">
      <div role="img" aria-label={label} className="grid grid-cols-[auto_minmax(0,1fr)]">
        <div aria-hidden className="relative h-44 text-right text-xs text-muted tabular-nums print:h-[170px]">
          {/* As wide as the longest of them. */}
          <span className="invisible pr-2">{widest([top, top / 2].map(format))}</span>
          {[1, 0.5, 0].map((share) => (
            <span key={share} className="absolute right-0 -translate-y-1/2 pr-2 whitespace-nowrap" style={{ top: `${(1 - share) * 100}%` }}>
              {format(top * share)}
            </span>
          ))}
        </div>
        <div className="relative h-44 print:h-[170px]">
          <svg
            aria-hidden
            viewBox={`0 0 ${Math.max(1, slots.length)} 1`}
            preserveAspectRatio="none"
            className="absolute inset-0 h-full w-full overflow-visible"
          >
            {[0, 0.5, 1].map((y) => (
              <line
                key={y}
                x1={0}
                x2={slots.length}
                y1={y}
                y2={y}
                className="stroke-line"
                strokeWidth={1}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {bars.map(({ name, colour, values }) => (
              <g key={name} style={{ fill: `var(${colour})` }}>
                {values.map((value, n) => {
                  const height = (value ?? 0) / top;
                  if (height <= 0) return null;
                  const floor = floors[n] ?? 0;
                  floors[n] = floor + height;
                  return <rect key={slots[n]?.key} x={n + gap} width={1 - 2 * gap} y={1 - floor - height} height={height} />;
                })}
              </g>
            ))}
            {lines.map(({ name, colour, dash, points, values }) => (
              <g key={name} fill="none" strokeLinecap="round" strokeLinejoin="round" style={{ stroke: `var(${colour})` }}>
                <path d={pathOf(values, top)} strokeDasharray={dash} strokeWidth={2} vectorEffect="non-scaling-stroke" />
                {points && slots.length <= DENSE && <path d={dotsOf(values, top)} strokeWidth={5} vectorEffect="non-scaling-stroke" />}
              </g>
            ))}
          </svg>
          <div aria-hidden className="absolute inset-0 flex print:hidden" onPointerLeave={() => setPointed(undefined)}>
            {slots.map(({ key, href }, n) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: for pointers alone; keyboards have the table's links
              // biome-ignore lint/a11y/useKeyWithClickEvents: as above
              <span
                key={key}
                data-slot={key}
                className={`min-w-0 flex-1 ${href === undefined ? "" : "cursor-pointer"} hover:bg-ink/8`}
                onPointerEnter={() => setPointed(n)}
                onClick={() => href !== undefined && navigate(href)}
              />
            ))}
          </div>
        </div>
        <span />
        <div aria-hidden className="relative mt-1.5 h-4 text-xs text-muted tabular-nums">
          {slots.map(
            ({ key, label: below }, n) =>
              n % every === 0 && (
                <span
                  key={key}
                  className={`absolute -translate-x-1/2 whitespace-nowrap ${(n / every) % 2 === 1 ? "max-sm:hidden" : ""}`}
                  style={{ left: `${((n + 0.5) / slots.length) * 100}%` }}
                >
                  {below}
                </span>
              ),
          )}
        </div>
      </div>
      {slot !== undefined && pointed !== undefined && (
        <p
          aria-hidden
          data-values
          className="pointer-events-none absolute -top-2 right-0 z-10 flex flex-wrap justify-end gap-x-3 rounded-md bg-raised px-2 py-0.5 text-xs tabular-nums"
        >
          <strong>{slot.title}</strong>
          {[...bars, ...lines].map(({ name, values }) => {
            const value = values[pointed];
            return (
              <span key={name}>
                {name} <strong>{value === undefined ? "–" : format(value)}</strong>
              </span>
            );
          })}
        </p>
      )}
    </div>
  );
}

/** A chart's frame: its title, and which line is which. */
export function ChartPanel(props: { title: string; series: readonly Series[]; barNames?: readonly string[]; children: ReactNode }) {
  const { title, series, barNames = [], children } = props;
  return (
    <figure className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <figcaption className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="font-semibold">{title}</span>
        <span aria-hidden className="flex flex-wrap gap-x-3 text-xs text-muted">
          {series.map(({ name, colour, dash }) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <svg aria-hidden width="16" height="10" className="overflow-visible">
                {barNames.includes(name) ? (
                  <rect x="3" width="10" height="10" rx="2" style={{ fill: `var(${colour})` }} />
                ) : (
                  <line x1="0" x2="16" y1="5" y2="5" strokeWidth="2.5" style={{ stroke: `var(${colour})` }} strokeDasharray={dash} />
                )}
              </svg>
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      {children}
    </figure>
  );
}

/** Even, and round: half of it is a number, too. */
function ceiling(value: number): number {
  if (value <= 2) return 2;
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((times) => times * unit).find((end) => end >= value && end % 2 === 0) ?? 10 * unit;
}

/** Of seconds: half of it is as round. */
function timeCeiling(seconds: number): number {
  return [10, 20, 30, 60, 120, 240, 600, 1200, 2400, 3600, 7200].find((end) => end >= seconds) ?? ceiling(seconds);
}

function widest(texts: readonly string[]): string {
  return texts.reduce((a, b) => (b.length > a.length ? b : a), "");
}

function pathOf(values: readonly (number | undefined)[], top: number): string {
  let path = "";
  values.forEach((value, n) => {
    if (value === undefined) return;
    path += `${n > 0 && values[n - 1] !== undefined ? "L" : "M"}${n + 0.5} ${1 - Math.min(1, value / top)}`;
  });
  return path;
}

function dotsOf(values: readonly (number | undefined)[], top: number): string {
  return values.map((value, n) => (value === undefined ? "" : `M${n + 0.5} ${1 - Math.min(1, value / top)}h0`)).join("");
}
