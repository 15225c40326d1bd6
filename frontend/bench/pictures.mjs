// Takes the screenshots of the README from a running demo: node bench/pictures.mjs [--url=http://localhost:3000]
// [--out=../docs/images] [--every]. With --every, each view in both themes and in each size.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./chromium.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://localhost:3000" },
    out: { type: "string", default: join(here, "../../docs/images") },
    every: { type: "boolean", default: false },
  },
});

const sizes = { desk: [1440, 900], phone: [390, 844], tv: [1920, 1080], large: [3840, 2160] };
const views = {
  overview: "/",
  calls: "/calls?status=waiting,active,on_hold",
  call: "/calls?flag=rerouted",
  agents: "/agents",
  alerts: "/alerts?state=all",
  wallboard: "/wallboard",
};
/** The screenshots of the README and the docs. */
const shown = [
  ["overview", "overview", "desk", "light"],
  ["overview-dark", "overview", "desk", "dark"],
  ["calls", "calls", "desk", "light"],
  ["calls-dark", "calls", "desk", "dark"],
  ["call", "call", "desk", "light"],
  ["agents", "agents", "desk", "light"],
  ["alerts", "alerts", "desk", "light"],
  ["wallboard", "wallboard", "tv", "dark"],
  ["phone", "overview", "phone", "light"],
  ["phone-calls", "calls", "phone", "dark"],
];
const everything = Object.keys(views).flatMap((view) =>
  Object.keys(sizes)
    .filter((size) => size !== "large" || view === "wallboard" || view === "overview")
    .flatMap((size) => ["light", "dark"].map((theme) => [`${view}-${size}-${theme}`, view, size, theme])),
);

const browser = await launch();
try {
  mkdirSync(resolve(values.out), { recursive: true });
  // One page for each theme and size stays open, so that alerts have time to come in and charts to fill.
  for (const [name, view, size, theme] of values.every ? everything : shown) {
    const [width, height] = sizes[size];
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale: "en-GB", reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(values.url + views[view]);
    await settled(page, view);
    writeFileSync(resolve(values.out, `${name}.webp`), await webp(page));
    console.log(`${name}: ${view}, ${width} × ${height}, ${theme}`);
    await context.close();
  }
} finally {
  await browser.close();
}

/** Waits until the view has loaded. */
async function settled(page, view) {
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached", timeout: 30_000 });
  if (view === "overview") await page.locator("canvas").nth(1).waitFor({ timeout: 30_000 });
  if (view === "call") {
    // A call that broke a rule.
    await page.getByRole("table").getByRole("link").nth(3).click({ timeout: 30_000 });
    await page.getByRole("region", { name: "Timeline" }).waitFor({ timeout: 30_000 });
  }
  await page.getByText("Live", { exact: true }).first().waitFor({ timeout: 30_000 });
  await page.waitForTimeout(1_500);
}

/** WebP, which Playwright does not offer: a fifth of the size of PNG, without the artefacts of JPEG. */
async function webp(page) {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 88 });
  return Buffer.from(data, "base64");
}
