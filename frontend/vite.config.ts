import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: { port: 3000 },
  preview: { port: 3000 },
  build: { target: "es2023", reportCompressedSize: true },
  test: {
    environment: "happy-dom",
    setupFiles: "src/test/setup.ts",
    restoreMocks: true,
    // Generous, for busy machines.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
