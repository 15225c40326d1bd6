import { useEffect, useRef } from "react";
import UPlot, { type Options } from "uplot";
import "uplot/dist/uPlot.min.css";
import { useFormat } from "../../i18n/language";
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
  readonly lines: readonly Line[];
  readonly label: string;
  readonly highest?: number;
  format(value: number): string;
}

/** Lines over time. Screen readers get the label only: the values are in the table beside it. */
export function Chart({ times, lines, label, highest, format }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const theme = useChartTheme();
  const { minute } = useFormat();
  const latest = useRef({ times, lines });
  latest.current = { times, lines };
  const drawing = lines.map(({ name, colour, dash }) => `${name} ${colour} ${dash}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawing` says whether the lines in `latest` look different
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const size = () => ({ width: box.clientWidth, height: box.clientHeight });
    const made = new UPlot(optionsOf(latest.current.lines, { size: size(), theme, highest, format, minute }), dataOf(latest.current), box);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize(size()));
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [drawing, theme, highest, format, minute]);

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
  readonly theme: ChartTheme;
  readonly highest: number | undefined;
  format(value: number): string;
  minute(at: number): string;
}

function optionsOf(lines: readonly Line[], { size, theme, highest, format, minute }: ChartStyle): Options {
  const axis = {
    stroke: theme("--color-muted"),
    font: `${theme.rem * 0.75}px ${theme.font}`,
    grid: { stroke: theme("--color-line"), width: 1 },
    ticks: { show: false },
  };
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, points: { size: theme.rem * 0.375 } },
    padding: [theme.rem * 0.5, theme.rem * 1.25, 0, 0],
    scales: { x: { time: true }, y: { range: (_plot, _low, high) => [0, highest ?? Math.max(4, Math.ceil(high * 1.1))] } },
    axes: [
      {
        ...axis,
        space: theme.rem * 4,
        incrs: MINUTES,
        size: theme.rem * 1.75,
        gap: theme.rem * 0.5,
        grid: { show: false },
        values: (_plot, splits) => splits.map((split) => minute(split * 1000)),
      },
      {
        ...axis,
        size: theme.rem * 2.75,
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
