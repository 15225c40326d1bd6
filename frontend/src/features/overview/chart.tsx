import { useEffect, useRef, useState } from "react";
import UPlot, { type Options } from "uplot";
import "uplot/dist/uPlot.min.css";
import { useFormat } from "../../i18n/language";
import { navigate } from "../../lib/address";
import { between } from "../../lib/links";
import { usePrinting } from "../../lib/printing";
import { type ChartTheme, useChartTheme } from "./chart-theme";

export interface Line {
  readonly name: string;
  /** CSS variables of the theme. */
  readonly colour: string;
  readonly fill?: string;
  readonly dash?: number[];
  /** Whether each value is marked: a value between two gaps has no line. */
  readonly points?: boolean;
  readonly values: readonly (number | null)[];
}

interface Props {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  /** How many of them a point stands for. */
  readonly width: number;
  readonly lines: readonly Line[];
  readonly label: string;
  readonly highest?: number;
  format(value: number): string;
}

/** What fits on a sheet of A4, upright. */
const PRINTED = { width: 640, height: 165 };

/**
 * Lines over time. The values under the pointer are read out above the lines, in every chart at once; a click leads to
 * the calls. Screen readers get the label only: values and links are in the table beside it.
 */
export function Chart({ times, width, lines, label, highest, format }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const theme = useChartTheme();
  const printing = usePrinting();
  const { minute } = useFormat();
  const [pointed, setPointed] = useState<number>();
  const latest = useRef({ times, lines, width });
  latest.current = { times, lines, width };
  const drawing = lines.map(({ name, colour, dash }) => `${name} ${colour} ${dash}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawing` says whether the lines in `latest` look different
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const size = () => (printing ? PRINTED : { width: box.clientWidth, height: box.clientHeight });
    const follow = (at: number | undefined): void => setPointed(at);
    const open = (at: number): void => navigate(between(at * 1000, (at + latest.current.width) * 1000));
    const style = { size: size(), theme, highest, format, minute, follow, open };
    const made = new UPlot(optionsOf(latest.current.lines, style), dataOf(latest.current), box);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize(size()));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [drawing, theme, highest, format, minute, printing]);

  useEffect(() => plot.current?.setData(dataOf({ times, lines })), [times, lines]);

  const at = pointed === undefined ? undefined : times[pointed];
  return (
    <div className="relative h-full w-full">
      <div ref={place} role="img" aria-label={label} className="h-full w-full cursor-pointer" />
      {pointed !== undefined && at !== undefined && (
        <p
          aria-hidden
          data-values
          className="pointer-events-none absolute -top-1 right-2 z-10 flex flex-wrap gap-x-3 rounded-md bg-raised px-2 py-0.5 text-xs tabular-nums"
        >
          <strong>{minute(at * 1000)}</strong>
          {lines.map(({ name, values }) => {
            const value = values[pointed];
            return (
              <span key={name}>
                {name} <strong>{value === null || value === undefined ? "–" : format(value)}</strong>
              </span>
            );
          })}
        </p>
      )}
    </div>
  );
}

function dataOf({ times, lines }: Pick<Props, "times" | "lines">): UPlot.AlignedData {
  return [[...times], ...lines.map((line) => [...line.values])];
}

/** From one minute to half a day, in seconds: a day has two labels on the narrowest screen. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 480, 720].map((minutes) => minutes * 60);

interface ChartStyle {
  readonly size: { width: number; height: number };
  readonly theme: ChartTheme;
  readonly highest: number | undefined;
  format(value: number): string;
  minute(at: number): string;
  /** The pointer is over the n-th point, or over none. */
  follow(point: number | undefined): void;
  open(at: number): void;
}

function optionsOf(lines: readonly Line[], { size, theme, highest, format, minute, follow, open }: ChartStyle): Options {
  const axis = {
    stroke: theme("--color-muted"),
    font: `${theme.rem * 0.75}px ${theme.font}`,
    grid: { stroke: theme("--color-line"), width: 1 },
    ticks: { show: false },
  };
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, sync: { key: "overview" }, points: { size: theme.rem * 0.375 } },
    hooks: {
      setCursor: [({ cursor }) => follow(cursor.idx ?? undefined)],
      ready: [
        ({ over, cursor, data }) =>
          over.addEventListener("click", () => {
            const at = cursor.idx === null || cursor.idx === undefined ? undefined : data[0][cursor.idx];
            if (at !== undefined) open(at);
          }),
      ],
    },
    padding: [theme.rem * 0.5, theme.rem * 1.25, 0, 0],
    scales: { x: { time: true }, y: { range: (_plot, _low, high) => [0, highest ?? Math.max(4, Math.ceil(high * 1.1))] } },
    axes: [
      {
        ...axis,
        space: theme.rem * (minute(0).length * 0.5 + 1.5),
        incrs: MINUTES,
        size: theme.rem * 1.75,
        gap: theme.rem * 0.5,
        grid: { show: false },
        values: (_plot, splits) => splits.map((split) => minute(split * 1000)),
      },
      {
        ...axis,
        // As wide as its longest label.
        size: (_plot, labels) => theme.rem * (1 + 0.5 * Math.max(3, ...(labels ?? []).map((text) => text?.length ?? 0))),
        gap: theme.rem * 0.375,
        values: (_plot, splits) => splits.map((split) => (Number.isInteger(split) || highest !== undefined ? format(split) : "")),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, colour, fill, dash, points }) => ({
        label: name,
        stroke: theme(colour),
        width: theme.rem / 8,
        points: { show: points ?? false, size: theme.rem / 4 },
        ...(fill === undefined ? {} : { fill: theme(fill) }),
        ...(dash === undefined ? {} : { dash: dash.map((length) => (length * theme.rem) / 16) }),
      })),
    ],
  };
}
