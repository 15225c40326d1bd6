import { expect, test } from "vitest";
import { localeOf, preferredLanguage } from "./language";

test.each([
  [["es-MX", "en"], "es"],
  [["fr-FR", "es"], "es"],
  [["en-GB", "es"], "en"],
  [["fr", "de"], "en"],
  [[], "en"],
])("a browser that wants %o is answered in %s", (wanted, language) => expect(preferredLanguage(wanted)).toBe(language));

test("numbers and times are written as where the browser is at home", () => {
  expect(localeOf("en", ["es-MX", "en-GB"])).toBe("en-GB");
  expect(localeOf("es", ["es-MX", "en-GB"])).toBe("es-MX");
  expect(localeOf("es", ["de"])).toBe("es");
});
