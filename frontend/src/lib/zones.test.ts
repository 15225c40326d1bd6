import { expect, test } from "vitest";
import { addDays, addMonths, dayOf, daysBetween, hourOf, isDay, isZone, momentOf, msOfDay, startOf, weekdayOf } from "./zones";

const HOUR = 3_600_000;

test.each([
  ["Europe/Madrid", "2026-11-20", "2026-11-19T23:00:00Z"],
  // Spring and autumn: 23 and 25 hours.
  ["Europe/Madrid", "2026-03-29", "2026-03-28T23:00:00Z"],
  ["Europe/Madrid", "2026-03-30", "2026-03-29T22:00:00Z"],
  ["Europe/Madrid", "2026-10-25", "2026-10-24T22:00:00Z"],
  ["Europe/Madrid", "2026-10-26", "2026-10-25T23:00:00Z"],
  // Half hours, half an hour of summer time, the far side of the date line.
  ["Asia/Kolkata", "2026-11-20", "2026-11-19T18:30:00Z"],
  ["Australia/Lord_Howe", "2026-10-05", "2026-10-04T13:00:00Z"],
  ["Pacific/Auckland", "2026-11-20", "2026-11-19T11:00:00Z"],
  // There is no midnight, and there are two.
  ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"],
  ["America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"],
  ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"],
])("in %s the day %s begins at %s", (zone, day, begins) => {
  expect(new Date(startOf(zone, day)).toISOString()).toBe(new Date(begins).toISOString());
  expect(dayOf(zone, startOf(zone, day))).toBe(day);
  expect(dayOf(zone, startOf(zone, day) - 1)).toBe(addDays(day, -1));
});

test("days on which clocks change have 23 and 25 hours", () => {
  const length = (zone: string, day: string) => (startOf(zone, addDays(day, 1)) - startOf(zone, day)) / HOUR;
  expect([length("Europe/Madrid", "2026-03-29"), length("Europe/Madrid", "2026-10-25")]).toEqual([23, 25]);
  expect([length("America/New_York", "2026-03-08"), length("America/New_York", "2026-11-01")]).toEqual([23, 25]);
  expect(length("Australia/Lord_Howe", "2026-10-04")).toBe(23.5);
});

test("a time of day is the first of two, and what does not exist is as soon as it is past", () => {
  expect(momentOf("Europe/Madrid", "2026-10-25", 2.5 * HOUR)).toBe(Date.parse("2026-10-25T00:30:00Z"));
  expect(momentOf("Europe/Madrid", "2026-03-29", 2.5 * HOUR)).toBe(Date.parse("2026-03-29T01:30:00Z"));
  expect(msOfDay("Europe/Madrid", Date.parse("2026-11-20T13:15:00Z"))).toBe(14.25 * HOUR);
  expect(hourOf("Asia/Kolkata", Date.parse("2026-11-20T18:31:00Z"))).toBe(0);
});

test("days and months are counted as calendars do", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(daysBetween("2026-03-28", "2026-03-31")).toBe(3);
  expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  expect([weekdayOf("2026-11-23"), weekdayOf("2026-11-29")]).toEqual([0, 6]);
  expect([isDay("2026-02-29"), isDay("2028-02-29"), isDay("2026-2-1"), isDay("today")]).toEqual([false, true, false, false]);
  expect([isZone("Europe/Madrid"), isZone("Madrid")]).toEqual([true, false]);
});
