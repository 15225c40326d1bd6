import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

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
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], environment: "happy-dom", setupFiles: "src/test/setup.ts" },
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
