// Days and hours of any time zone. A day is written `2026-11-20`.
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What a clock there shows, as if it were UTC. */
function shown(zone: string, at: number): number {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
}

/** Whether this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    return clockOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The day that it is there. */
export function dayOf(zone: string, at: number): string {
  return new Date(shown(zone, at)).toISOString().slice(0, 10);
}

/** From 0 to 23, by the clock there. */
export function hourOf(zone: string, at: number): number {
  return new Date(shown(zone, at)).getUTCHours();
}

/** When the day begins there: at its midnight, or later where clocks change then. */
export function startOf(zone: string, day: string): number {
  return momentOf(zone, day, 0);
}

/** When the clock there shows so many ms after the day's midnight: the first time, or as soon as that is past. */
export function momentOf(zone: string, day: string, msOfDay: number): number {
  const wanted = Date.parse(`${day}T00:00:00Z`) + msOfDay;
  // Clocks change once within two days at most, so it is one of these.
  const candidates = [wanted - DAY_MS, wanted + DAY_MS].map((near) => wanted - (shown(zone, near) - near)).toSorted((a, b) => a - b);
  return candidates.find((at) => shown(zone, at) >= wanted) ?? wanted;
}

/** What a clock there shows, in ms after midnight. */
export function msOfDay(zone: string, at: number): number {
  const clock = shown(zone, at);
  return clock - Math.floor(clock / DAY_MS) * DAY_MS;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How many days after `from` the day `to` is. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** From 0 for Monday to 6 for Sunday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The same day of another month; its last one, where it has fewer. */
export function addMonths(day: string, months: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  const last = date.getUTCDate();
  date.setUTCDate(Math.min(last, Number(day.slice(8))));
  return date.toISOString().slice(0, 10);
}

/** Whether it is a day as written here, and there is one. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
