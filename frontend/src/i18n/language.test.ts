import { expect, test } from "vitest";
import { localeOf, preferredLanguage } from "./language";

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
