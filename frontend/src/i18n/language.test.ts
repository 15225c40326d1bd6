import { expect, test } from "vitest";
import { formatsFor, localeOf, preferredLanguage } from "./language";

test.each([
  [["es-MX", "en"], "es"],
  [["fr-FR", "es"], "es"],
  [["en-GB", "es"], "en"],
  [["fr", "de"], "en"],
  [[], "en"],
])("a browser that prefers %o gets %s", (wanted, language) => expect(preferredLanguage(wanted)).toBe(language));

test("numbers and times follow the browser's region", () => {
  expect(localeOf("en", ["es-MX", "en-GB"])).toBe("en-GB");
  expect(localeOf("es", ["es-MX", "en-GB"])).toBe("es-MX");
  expect(localeOf("es", ["de"])).toBe("es");
});

test.each([
  [0, "0"],
  [9_999, "9,999"],
  [10_001, "10k"],
  [10_999, "10.9k"],
  [123_999, "123k"],
  [2_100_000, "2,100k"],
])("a large figure of %i reads %s", (value, text) => expect(formatsFor("en").count(value)).toBe(text));

test("the hours are those of the region", () => {
  const evening = new Date(2026, 10, 20, 21, 5, 7).getTime();
  expect(formatsFor("en-US").time(evening)).toMatch(/^09:05:07\sPM$/);
  expect(formatsFor("en-GB").time(evening)).toBe("21:05:07");
  expect(formatsFor("es-ES").minute(evening)).toBe("21:05");
});
