import { expect, test } from "vitest";
import { preferredLanguage } from "./language";

test.each([
  [["es-MX", "en"], "es"],
  [["fr-FR", "es"], "es"],
  [["en-GB", "es"], "en"],
  [["fr", "de"], "en"],
  [[], "en"],
])("a browser that wants %o is answered in %s", (wanted, language) => expect(preferredLanguage(wanted)).toBe(language));
