import { useEffect, useRef } from "react";
import UPlot, { type Options } from "uplot";
import "uplot/dist/uPlot.min.css";
import { useFormat } from "../../i18n/language";
import { type Paint, usePaint } from "./paint";

export interface Line {
  readonly name: string;
  /** CSS variables, so that the theme decides. */
  readonly colour: string;
  readonly fill?: string;
  readonly dash?: number[];
  /** Whether each value is marked: a value between two gaps is no line. */
  readonly points?: boolean;
  readonly values: readonly (number | null)[];
}

interface Props {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly label: string;
  readonly highest?: number;
  format(value: number): string;
}

/** Lines over time; what they show is in the table beside it, so readers are only told what it is. */
export function Chart({ times, lines, label, highest, format }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const paint = usePaint();
  const { minute } = useFormat();
  const latest = useRef({ times, lines });
  latest.current = { times, lines };
  const drawing = lines.map(({ name, colour, dash }) => `${name} ${colour} ${dash}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawing` says whether the lines in `latest` look different
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const size = () => ({ width: box.clientWidth, height: box.clientHeight });
    const made = new UPlot(optionsOf(latest.current.lines, { size: size(), paint, highest, format, minute }), dataOf(latest.current), box);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize(size()));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [drawing, paint, highest, format, minute]);

  useEffect(() => plot.current?.setData(dataOf({ times, lines })), [times, lines]);

  return <div ref={place} role="img" aria-label={label} className="h-full w-full" />;
}

function dataOf({ times, lines }: Pick<Props, "times" | "lines">): UPlot.AlignedData {
  return [[...times], ...lines.map((line) => [...line.values])];
}

/** From one minute to a few hours, in seconds. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240].map((minutes) => minutes * 60);

interface ChartStyle {
  readonly size: { width: number; height: number };
  readonly paint: Paint;
  readonly highest: number | undefined;
  format(value: number): string;
  minute(at: number): string;
}

function optionsOf(lines: readonly Line[], { size, paint, highest, format, minute }: ChartStyle): Options {
  const axis = {
    stroke: paint("--color-muted"),
    font: `${paint.rem * 0.75}px ${paint.font}`,
    grid: { stroke: paint("--color-line"), width: 1 },
    ticks: { show: false },
  };
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { size: paint.rem * 0.375 } },
    padding: [paint.rem * 0.5, paint.rem * 1.25, 0, 0],
    scales: { x: { time: true }, y: { range: (_plot, _low, high) => [0, highest ?? Math.max(4, Math.ceil(high * 1.1))] } },
    axes: [
      {
        ...axis,
        space: paint.rem * 4,
        incrs: MINUTES,
        size: paint.rem * 1.75,
        gap: paint.rem * 0.5,
        grid: { show: false },
        values: (_plot, splits) => splits.map((split) => minute(split * 1000)),
      },
      {
        ...axis,
        size: paint.rem * 2.75,
        gap: paint.rem * 0.375,
        values: (_plot, splits) => splits.map((split) => (Number.isInteger(split) || highest !== undefined ? format(split) : "")),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, colour, fill, dash, points }) => ({
        label: name,
        stroke: paint(colour),
        width: paint.rem / 8,
        points: { show: points ?? false, size: paint.rem / 4 },
        ...(fill === undefined ? {} : { fill: paint(fill) }),
        ...(dash === undefined ? {} : { dash: dash.map((length) => (length * paint.rem) / 16) }),
      })),
    ],
  };
}
