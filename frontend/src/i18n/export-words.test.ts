import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "./en";
import { es } from "./es";

test.each([
  ["en", en],
  ["es", es],
] as const)("an export in %s has the words of the dashboard", (language, text) => {
  const file = readFileSync(`../call-service/src/main/resources/callboard/calls/csv/export-words_${language}.properties`, "utf8");
  const words = Object.fromEntries([...file.matchAll(/^(\S+) = (.+)$/gm)].map(([, code, word]) => [code, word]));
  const dashboard = {
    CallStatus: text.status,
    CallType: text.type,
    EndReason: text.endReason,
    VisitOutcome: text.visitOutcome,
    Rule: text.rule,
    Direction: text.call.directions,
  };
  const expected = Object.entries(dashboard).flatMap(([type, all]) => Object.entries(all).map(([code, word]) => [`${type}.${code}`, word]));
  expect(words).toEqual(Object.fromEntries(expected));
});
