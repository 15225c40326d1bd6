import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

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
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], environment: "happy-dom", setupFiles: "src/test/setup.ts" },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["browser/**/*.test.mjs"],
          environment: "node",
          globalSetup: "browser/build.mjs",
          // One browser at a time, and patience: its pages are slow on a busy machine.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
