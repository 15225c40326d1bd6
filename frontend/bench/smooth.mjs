// How smoothly the list of calls moves while calls change: node bench/smooth.mjs [--url=…] [--calls=5000] [--rate=190]
// [--arrivals=10] [--seconds=10] [--slower=1] [--dist=dist] [--profile=FILE]. docs/performance.md says how to read it.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./chromium.mjs";
import { serveFeed } from "./feed.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    url: { type: "string" },
    dist: { type: "string", default: join(here, "../dist") },
    profile: { type: "string" },
    calls: { type: "string", default: "5000" },
    rate: { type: "string", default: "190" },
    arrivals: { type: "string", default: "10" },
    seconds: { type: "string", default: "10" },
    slower: { type: "string", default: "1" },
  },
});
const [calls, rate, arrivals, seconds] = [values.calls, values.rate, values.arrivals, values.seconds].map(Number);
const feed = values.url === undefined ? await serveFeed({ dist: resolve(values.dist), calls, rate, arrivals }) : undefined;
const browser = await launch();
try {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  const devtools = await page.context().newCDPSession(page);
  let received = 0;
  devtools.on("Network.webSocketFrameReceived", ({ response }) => {
    if (/^42\["(call_status_update|new_call)"/.test(response.payloadData)) received++;
  });
  await devtools.send("Performance.enable");
  await page.goto(`${feed?.address ?? values.url}/calls`);
  await page.getByRole("row").nth(20).waitFor();
  await page.waitForTimeout(3_000);

  // Updates are counted before the measurement, since counting takes time from the page.
  await devtools.send("Network.enable");
  await page.waitForTimeout(2_000);
  await devtools.send("Network.disable");
  // Simulates a slower processor.
  if (values.slower !== "1") await devtools.send("Emulation.setCPUThrottlingRate", { rate: Number(values.slower) });
  console.log(
    `${browser.version()}, drawn in software; ${cpus().length} × ${cpus()[0].model}; ${Math.round(received / 2)} updates/s received`,
  );

  if (values.profile) {
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.start");
  }
  for (const [name, pixelsPerFrame] of [
    ["still", 0],
    ["scrolling", 40],
  ]) {
    console.log(name.padEnd(10), JSON.stringify(await measured(page, devtools, pixelsPerFrame)));
  }
  if (values.profile) {
    const { profile } = await devtools.send("Profiler.stop");
    writeFileSync(values.profile, JSON.stringify(profile));
  }
} finally {
  await browser.close();
  await feed?.close();
}

async function measured(page, devtools, pixelsPerFrame) {
  const before = await metrics(devtools);
  const frames = await page.evaluate(watchFrames, { pixelsPerFrame, ms: seconds * 1_000 });
  const spent = await metrics(devtools);
  const share = (name) => `${Math.round(((spent[name] - before[name]) / (spent.Timestamp - before.Timestamp)) * 100)} %`;
  return {
    ...frames,
    busy: share("TaskDuration"),
    script: share("ScriptDuration"),
    style: share("RecalcStyleDuration"),
    layout: share("LayoutDuration"),
  };
}

async function metrics(devtools) {
  return Object.fromEntries((await devtools.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page: the time between its frames, and the long tasks. */
async function watchFrames({ pixelsPerFrame, ms }) {
  const FRAME = 1000 / 60;
  const gaps = [];
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ["longtask"] });
  const start = performance.now();
  let [last, direction] = [start, 1];
  await new Promise((done) => {
    const frame = (at) => {
      gaps.push(at - last);
      last = at;
      if (scrollY + innerHeight >= document.documentElement.scrollHeight - 10) direction = -1;
      if (pixelsPerFrame > 0) scrollBy(0, direction * pixelsPerFrame);
      if (at - start < ms) requestAnimationFrame(frame);
      else done();
    };
    requestAnimationFrame(frame);
  });
  observer.disconnect();
  gaps.shift();
  gaps.sort((a, b) => a - b);
  const at = (share) => Math.round(gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))] * 10) / 10;
  return {
    frames: gaps.length,
    dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME) - 1), 0),
    medianMs: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    worstMs: at(1),
    longTasks: tasks.length,
    longestTaskMs: Math.round(Math.max(0, ...tasks)),
    rowsDrawn: document.querySelectorAll("tbody tr").length,
  };
}
