import { expect, test } from "vitest";
import { differences } from "./difference";

test("what stayed is left out, and what is nested is named by its way", () => {
  expect(
    differences(
      { waitLimit: 30, displayName: "Legal", openHours: { zone: "Europe/Madrid", mon: ["09:00-13:00"] }, retired: false },
      { waitLimit: 20, displayName: "Legal", openHours: { zone: "Europe/Madrid", tue: ["09:00-13:00", "15:00-18:00"] }, retired: true },
    ),
  ).toEqual([
    { field: "waitLimit", before: "30", after: "20" },
    { field: "openHours.mon", before: "09:00-13:00", after: undefined },
    { field: "retired", before: "false", after: "true" },
    { field: "openHours.tue", before: undefined, after: "09:00-13:00, 15:00-18:00" },
  ]);
});

test("what is made or gone differs in everything", () => {
  expect(differences(undefined, { name: "pbx" })).toEqual([{ field: "name", before: undefined, after: "pbx" }]);
  expect(differences({ rules: [{ name: "a" }] }, undefined)).toEqual([{ field: "rules", before: '[{"name":"a"}]', after: undefined }]);
  expect(differences({ name: "pbx" }, { name: "pbx" })).toEqual([]);
});
