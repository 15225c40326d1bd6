import { useZoneFormat } from "../../i18n/language";
import type { Interval } from "../../lib/report";

const HOUR_MS = 3_600_000;

/** What intervals are called, below an axis and in full: by the clocks of the zone, whose name they have where a time comes twice. */
export function useIntervalWords(zone: string, interval: Interval): (from: number, to: number) => { short: string; full: string } {
  const there = useZoneFormat(zone);
  return (from, to) => {
    switch (interval) {
      case "15m":
      case "30m":
      case "1h": {
        const twice = [from - HOUR_MS, from + HOUR_MS].some((other) => there.minute(other) === there.minute(from));
        const minute = twice ? `${there.minute(from)} ${there.zone(from)}` : there.minute(from);
        return { short: minute, full: `${there.weekday(from)}, ${minute}` };
      }
      case "1d":
        return { short: there.day(from), full: there.weekday(from) };
      case "1w":
        return { short: there.day(from), full: there.dates(from, to - 1) };
      case "1mo":
        return { short: there.month(from), full: there.month(from) };
      case "all":
        return { short: there.dates(from, to - 1), full: there.dates(from, to - 1) };
    }
  };
}
