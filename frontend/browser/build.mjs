// Builds the dashboard once for all tests in a browser, beside what Maven builds.
import { build } from "vite";
import { dist } from "./stage.mjs";

export default async function setup() {
  await build({ logLevel: "warn", build: { outDir: dist, emptyOutDir: true } });
}
