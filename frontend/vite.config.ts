import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** What needs a document though it renders nothing: half of a test's time goes into making one, so others have none. */
const inDocument = [
  "src/features/settings/draft.test.ts",
  "src/i18n/language.test.ts",
  "src/lib/live.test.ts",
  "src/lib/preference.test.ts",
  "src/lib/refetch-scheduler.test.ts",
  "src/lib/session.test.ts",
  "src/lib/ticker.test.ts",
];

const timed = ["browser/agent-states.test.mjs", "browser/promises.test.mjs"];

/** Of what runs in a browser; patient, since its pages are slow on a busy machine. */
const inBrowsers = {
  environment: "node",
  globalSetup: "browser/build.mjs",
  testTimeout: 240_000,
  hookTimeout: 240_000,
};

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { port: 3000 },
  preview: { port: 3000 },
  build: { target: "es2023", reportCompressedSize: true },
  test: {
    restoreMocks: true,
    // Generous, for busy machines.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts"],
          exclude: inDocument,
          environment: "node",
          setupFiles: "src/test/no-network.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "views",
          include: ["src/**/*.test.tsx", ...inDocument],
          environment: "happy-dom",
          setupFiles: ["src/test/no-network.ts", "src/test/setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...inBrowsers,
          name: "browser",
          include: ["browser/**/*.test.mjs"],
          exclude: timed,
          // A browser is several processes, and loads less than a core each: two of them keep two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      // What has its time to be shown in has the machine for itself, at the end.
      { extends: true, test: { ...inBrowsers, name: "timed", include: timed, fileParallelism: false } },
    ],
  },
});
