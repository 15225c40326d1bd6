import { useEffect, useMemo } from "react";
import { usePreference, writePreference } from "../lib/preference";
import { type Dictionary, en } from "./en";
import { es } from "./es";

export const languages = { en, es } satisfies Record<string, Dictionary>;
export type Language = keyof typeof languages;
export const languageCodes: readonly Language[] = ["en", "es"];

/** The first of the browser's languages that is supported, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const spoken = languageCodes.find((code) => tag.toLowerCase().split("-")[0] === code);
    if (spoken !== undefined) return spoken;
  }
  return "en";
}

export function useLanguage(): Language {
  return usePreference("language", languageCodes, preferredLanguage(navigator.languages));
}

export function chooseLanguage(language: Language): void {
  writePreference("language", language);
}

/** Sets the language of the page for browsers and screen readers. */
export function usePageLanguage(): void {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}

export function useText(): Dictionary {
  return languages[useLanguage()];
}

/** Texts that come with the page that they are for, so that the first view stays light. */
export function useTextOf<T>(texts: Readonly<Record<Language, T>>): T {
  return texts[useLanguage()];
}

/** Formats of numbers and times for this language, in the browser's time zone. */
export function useFormat() {
  const language = useLanguage();
  return formats[language];
}

/** Formats of times by the clocks of a zone. */
export function useZoneFormat(zone: string) {
  const language = useLanguage();
  return useMemo(() => zoneFormatsFor(localeOf(language, navigator.languages), zone), [language, zone]);
}

/** As `formatsFor`, for times of any zone. */
export function zoneFormatsFor(language: string, timeZone: string) {
  const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...options, timeZone });
  const minute = formatter({ hour: "2-digit", minute: "2-digit" });
  const day = formatter({ day: "numeric", month: "short" });
  const weekday = formatter({ weekday: "short", day: "numeric", month: "short" });
  const month = formatter({ month: "short", year: "numeric" });
  const date = formatter({ day: "numeric", month: "short", year: "numeric" });
  const short = formatter({ timeZoneName: "short", hour: "numeric" });
  const name = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  const hour = new Intl.DateTimeFormat(language, { hour: "2-digit", timeZone: "UTC" });
  return {
    /** `09:05` */
    minute: (at: number) => minute.format(at),
    /** `Nov 20` */
    day: (at: number) => day.format(at),
    /** `Tue, Nov 20` */
    weekday: (at: number) => weekday.format(at),
    /** `Nov 2026` */
    month: (at: number) => month.format(at),
    /** `Nov 20, 2026`; of two days in one */
    date: (at: number) => date.format(at),
    dates: (from: number, to: number) => date.formatRange(from, to),
    /** `GMT+1`: the zone's at this moment */
    zone: (at: number) => short.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "",
    /** `Mon` for 0 */
    weekdayName: (weekday: number) => name.format(Date.UTC(2024, 0, 1 + weekday)),
    weekdayInFull: (weekday: number) => long.format(Date.UTC(2024, 0, 1 + weekday)),
    /** `09`, `9 AM`: an hour of any day */
    hour: (hours: number) => hour.format(Date.UTC(2024, 0, 1, hours)),
  };
}

/** The language in the browser's regional variant, such as `en-GB`. */
export function localeOf(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

const formats = { en: formatsFor(localeOf("en", navigator.languages)), es: formatsFor(localeOf("es", navigator.languages)) };

// 12 or 24 hours as the region has it; always two digits, so that times stand below each other.
export function formatsFor(language: string) {
  const number = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const unit = (name: string) => new Intl.NumberFormat(language, { style: "unit", unit: name, maximumFractionDigits: 1 });
  const [kilobytes, megabytes, gigabytes] = [unit("kilobyte"), unit("megabyte"), unit("gigabyte")];
  const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const minute = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" });
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: "short", hour: "numeric" });
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const full = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  const short = (value: number): string => tenths.format(Math.floor(value / (value < 100_000 ? 100 : 1000)) / (value < 100_000 ? 10 : 1));
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return {
    /** Whether numbers are written `0,5` and spreadsheets part columns by semicolons. */
    commaIsDecimal: number.format(0.5).includes(","),
    number: (value: number) => number.format(value),
    /** `12.3` */
    tenths: (value: number) => tenths.format(value),
    /** For large figures: `9,999`, `10k`, `12.3k`, `123k`. Rounded down, since a crowd is not made larger than it is. */
    count: (value: number) => (value < 10_000 ? number.format(value) : `${short(value)}k`),
    /** `42 s`, `1.5 s` */
    seconds: (value: number) => `${tenths.format(value)}\u00a0s`,
    /** `12.3 MB` */
    bytes: (value: number) =>
      value < 1e6 ? kilobytes.format(value / 1e3) : value < 1e9 ? megabytes.format(value / 1e6) : gigabytes.format(value / 1e9),
    /** `09:05:00` */
    time: (at: number) => time.format(at),
    /** `83 %` */
    percent: (value: number) => percent.format(value),
    /** `82.5 %`, where the difference may matter */
    share: (value: number) => share.format(value),
    /** `09:05` */
    minute: (at: number) => minute.format(at),
    /** `CET`, `UTC+7`: the browser's zone at this moment */
    zone: (at: number) => zone.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "",
    /** `Europe/Madrid`: the browser's zone */
    zoneName: zone.resolvedOptions().timeZone,
    /** `Nov 20` */
    day: (at: number) => day.format(at),
    /** `Tue` */
    weekday: (at: number) => weekday.format(at),
    full: (at: number) => full.format(at),
    /** `ana, ben and eva` */
    list: (names: string[]) => list.format(names),
  };
}
