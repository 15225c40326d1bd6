// Builds the dashboard once for all tests in a browser, beside what Maven builds.
import { build } from "vite";
import { dist } from "./stage.mjs";

export default async function setup() {
  // Each project of tests in a browser asks for it.
  if (process.env.DASHBOARD_IS_BUILT) return;
  // As it is served: with the environment of tests React would be its development version.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  await build({ logLevel: "error", mode: "production", build: { outDir: dist, emptyOutDir: true } });
  process.env.NODE_ENV = before;
  process.env.DASHBOARD_IS_BUILT = "yes";
}
