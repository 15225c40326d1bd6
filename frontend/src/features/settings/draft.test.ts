import { expect, test } from "vitest";
import type { ConnectionSettingsUnion } from "../../contracts";
import { languages } from "../../i18n/language";
import { byField, draftOf, readDraft } from "./draft";
import { kindNames, kinds } from "./kinds";

const asterisk = { kind: "asterisk", enabled: true, queues: "known", host: "pbx", port: 5039, tls: true, username: "callboard" } as const;

test("settings become a form, and the form the same settings", () => {
  const draft = draftOf("asterisk", asterisk);
  expect(draft.values).toEqual({ host: "pbx", port: "5039", tls: true, username: "callboard", certificate: "", secret: "" });
  expect(readDraft("asterisk", draft, true, ["secret"])).toEqual({ settings: asterisk, mistakes: {} });
});

test("a secret is sent as it was typed, and only then", () => {
  const draft = draftOf("asterisk", asterisk);
  expect(readDraft("asterisk", draft, true, []).mistakes).toEqual({ secret: "missing" });
  const typed = { ...draft, values: { ...draft.values, secret: " s3cret " } };
  expect(readDraft("asterisk", typed, true, ["secret"]).settings).toEqual({ ...asterisk, secret: " s3cret " });
});

test.each([
  ["asterisk", "host", " ", "missing"],
  ["asterisk", "port", "50 38", "noNumber"],
  ["asterisk", "port", "1.5", "noNumber"],
  ["json", "mapping", "", "missing"],
  ["json", "mapping", "{rules: []}", "noJson"],
  ["json", "mapping", "[]", "noJson"],
  ["json", "mapping", "null", "noJson"],
] as const)("%s with a %s of “%s” is %s", (kind, field, value, mistake) => {
  const draft = draftOf(kind);
  const { mistakes } = readDraft(kind, { ...draft, values: { ...draft.values, [field]: value } }, true, []);
  expect(mistakes[field]).toBe(mistake);
});

test("a mapping is shown as text, and sent as an object", () => {
  const settings: ConnectionSettingsUnion = { kind: "json", enabled: false, queues: "adopt", mapping: { rules: [] } };
  const draft = draftOf("json", settings);
  expect(draft.values.mapping).toBe('{\n  "rules": []\n}');
  expect(readDraft("json", draft, false, ["token"]).settings).toEqual(settings);
});

test("issues stand at their field, with where in it, and the others apart", () => {
  const issues = [
    { path: "host", message: "must be a host name", code: "invalid_value" },
    { path: "mapping.rules[2].when", message: "must not be empty", code: "invalid_value" },
    { path: "mapping", message: "too large", code: "invalid_value" },
    { path: "kind", message: "is another", code: "invalid_value" },
    { path: "", message: "no secrets can be kept", code: "invalid_value" },
  ];
  expect(byField(issues, ["host", "mapping"])).toEqual({
    at: { host: "must be a host name", mapping: "mapping.rules[2].when: must not be empty\ntoo large" },
    rest: ["kind: is another", "no secrets can be kept"],
  });
});

test.each(Object.keys(languages) as (keyof typeof languages)[])("every field of every kind has its words in %s", (language) => {
  const words = languages[language].settings.kinds;
  for (const kind of kindNames) {
    expect(Object.keys(words[kind].fields).toSorted()).toEqual(kinds[kind].fields.map(({ name }) => name).toSorted());
  }
});
