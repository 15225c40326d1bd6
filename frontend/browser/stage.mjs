// A page of the built dashboard in a real browser, with services whose answers a test decides.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { Server } from "socket.io";
import { launch } from "../bench/chromium.mjs";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };
export const dist = join(import.meta.dirname, "../target/browser-dist");

export const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();

/** The counts of nobody, changed. */
export const counts = (changes = {}) => ({
  waiting: 0,
  active: 0,
  onHold: 0,
  offered: 40,
  visits: 40,
  answered: 36,
  answeredWithin: 30,
  abandoned: 3,
  shortAbandoned: 1,
  transferred: 0,
  overflowed: 0,
  callbacks: 0,
  voicemails: 0,
  failed: 0,
  serviceLevel: 0.77,
  asa: 12.5,
  aht: 210.25,
  abandonmentRate: 0.05,
  ...changes,
});

export const queue = (id, displayName = id) => ({
  id,
  displayName,
  version: 1,
  waitLimit: 30,
  routingLimit: 15,
  holdLimit: 60,
  shortCallLimit: 10,
  targetPercent: 80,
  targetSeconds: 30,
  numbers: "keep",
});

/** Opens a browser and serves the dashboard beside `answers`: the service's answer by path, or a function of the query. */
export async function openStage(answers, headers = {}) {
  const state = { answers, silent: false, refused: undefined, push: undefined };
  const server = createServer((request, response) => {
    if (state.silent) return;
    const { pathname, searchParams } = new URL(request.url, "http://stage");
    if (pathname === "/config.json") return json({ callService: "", realtimeService: "" });
    if (pathname.startsWith("/api/")) {
      if (state.refused !== undefined) return json({}, state.refused);
      const answer = state.answers[pathname];
      return answer === undefined ? json({}, 404) : json(typeof answer === "function" ? answer(searchParams) : answer);
    }
    const requested = join(dist, pathname);
    const file = existsSync(requested) && statSync(requested).isFile() ? requested : join(dist, "index.html");
    response.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));

    function json(body, status = 200) {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    }
  });
  const io = new Server(server);
  io.on("connection", (socket) => {
    // A network that swallows everything, without a word to either end.
    socket.use((_, next) => state.silent || next());
    socket.on("subscribe_dashboard", (_, ack) => ack?.({ ok: true }));
    socket.on("subscribe_call", (_, ack) => ack?.({ ok: true }));
  });
  const pushing = setInterval(() => {
    if (!state.silent && state.push !== undefined) io.emit("stats_update", state.push());
  }, 1_000);
  await new Promise((done) => server.listen(0, done));
  const browser = await launch();
  const address = `http://localhost:${server.address().port}`;
  return {
    state,
    address,
    emit: (event, payload) => io.emit(event, payload),
    /** A new page, at this path; its uncaught errors are in `page.errors`. */
    async open(path, { width = 1440, height = 900, locale = "en-GB", theme = "light", prepare, waitUntil = "load", ...rest } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        locale,
        colorScheme: theme,
        reducedMotion: "reduce",
        ...rest,
      });
      const page = await context.newPage();
      page.errors = [];
      page.on("pageerror", (error) => page.errors.push(String(error)));
      await prepare?.(page);
      await page.goto(address + path, { waitUntil });
      return page;
    },
    async close() {
      clearInterval(pushing);
      await browser.close();
      await new Promise((done) => io.close(done));
    },
  };
}

/** Another view in an open page, as a link shows it: a browser takes seconds of the processor to load the dashboard. */
export function follow(page, path) {
  return page.evaluate(async (to) => {
    const left = document.querySelector("h1");
    // By a place that has nothing, so that nothing is waited for in vain in what was shown before.
    history.pushState(null, "", "/nowhere");
    while (left.isConnected) await new Promise(requestAnimationFrame);
    history.pushState(null, "", to);
  }, path);
}

/** The page at this size, drawn. */
export async function resize(page, [width, height]) {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What a call centre with these queues answers; `of(n)` gives the counts of the n-th. */
export function callCentre({ queues = 4, all = {}, of = () => ({}), points = 15, calls = [] } = {}) {
  const names = ["Medical English", "Medical Spanish", "Legal English", "Legal Spanish", "Insurance claims, second level", "Billing"];
  const list = Array.from({ length: queues }, (_, n) => ({
    ...queue(`queue_${n + 1}`, n < names.length ? names[n] : `Queue ${n + 1}`),
    // A connection met it, and nobody has set its limits yet.
    ...(n === 4 && { adoptedBy: "asterisk" }),
  }));
  const stats = (query) => ({
    timestamp: new Date().toISOString(),
    window: query?.get("window") ?? "15m",
    from: ago(900),
    all: counts({ visits: 40 * queues, ...all }),
    queues: list.map(({ id }, n) => ({ queueId: id, ...counts(of(n)) })),
  });
  const minute = Math.floor(Date.now() / 60_000) * 60;
  const series = (days) =>
    Array.from({ length: points }, (_, n) => ({
      minute: new Date((minute - (points - 1 - n) * 60 - days * 86_400) * 1000).toISOString(),
      offered: 20 + (n % 7) + days,
      answered: 15 + (n % 5),
      answeredWithin: 12,
      abandoned: n % 3,
      shortAbandoned: 0,
      serviceLevel: 0.6 + (n % 4) / 10,
    }));
  return {
    "/api/stats": stats,
    "/api/stats/series": (query) => ({ window: query.get("window"), points: series(Number(query.get("daysBefore") ?? 0)) }),
    "/api/queues": list,
    "/api/agents": [],
    "/api/alerts": { data: [], total: 0 },
    "/api/calls": { data: calls, total: calls.length, page: 1, limit: 100, totalPages: 1 },
  };
}

const axe = readFileSync(join(import.meta.dirname, "../node_modules/axe-core/axe.min.js"), "utf8");

/** What axe finds in the page as it is; in `rules` alone, if they are given. */
async function axeFinds(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const violations = await page.evaluate(
    async (runOnly) => (await window.axe.run(document, runOnly === undefined ? {} : { runOnly })).violations,
    rules,
  );
  return violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0].html.slice(0, 160)}`);
}

/** The rules of axe that colours can break. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** What is cut off at these sizes, and what axe finds at those of a phone and a desk, in both themes. */
export async function mistakes(page, sizes, picture) {
  const found = [];
  for (const size of sizes) {
    await resize(page, size);
    const isRead = size[0] === 390 || size[0] === 1440;
    // A theme changes colours and nothing else (`light-dark()` in styles.css): the dark one is read for them alone.
    for (const theme of isRead ? ["dark", "light"] : ["light"]) {
      await page.emulateMedia({ colorScheme: theme });
      if (process.env.PICTURES)
        await page.screenshot({ path: `${process.env.PICTURES}/${picture}-${theme}-${size[0]}.png`, fullPage: true });
      const cut = await cutOff(page);
      const read = isRead ? await axeFinds(page, theme === "dark" ? colourRules : undefined) : [];
      found.push(...[...cut, ...read].map((what) => `${picture} at ${size.join("×")} (${theme}): ${what}`));
    }
  }
  return found;
}

/** The texts that are cut off, or reach out of the window or the box that is theirs. */
export function cutOff(page) {
  return page.evaluate(() => {
    const found = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const boxes = "dd, dt, td, th, li, p, h1, h2, h3, a, button, label";
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      const element = node.parentElement;
      // What is shortened on purpose, can be scrolled to, or is only for screen readers.
      if (
        node.textContent.trim() === "" ||
        element.closest("[data-shortened], .truncate, .line-clamp-2, details:not([open]), option, select, svg, script, noscript")
      )
        continue;
      const hidden = (box) => getComputedStyle(box).clipPath === "inset(50%)";
      const range = document.createRange();
      range.selectNode(node);
      const text = range.getBoundingClientRect();
      if (text.width === 0) continue;
      const around = [];
      for (let box = element; box !== document.body; box = box.parentElement) around.push(box);
      if (around.some((box) => hidden(box) || ["auto", "scroll"].includes(getComputedStyle(box).overflowX))) continue;
      const what = `“${node.textContent.trim().slice(0, 40)}”`;
      if (text.right > innerWidth + 1 || text.left < -1) found.add(`${what} leaves the window: ${Math.round(text.right)} of ${innerWidth}`);
      const box = around.find((other) => other.matches(boxes) && getComputedStyle(other).display !== "inline");
      const edges = box?.getBoundingClientRect();
      if (edges !== undefined && (text.right > edges.right + 1 || text.left < edges.left - 1))
        found.add(
          `${what} leaves its ${box.tagName.toLowerCase()} by ${Math.round(Math.max(text.right - edges.right, edges.left - text.left))} px`,
        );
    }
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth) found.add(`the page is ${scrollWidth} px wide`);
    const board = location.pathname === "/wallboard" && innerWidth >= 768 ? document.querySelector("#root > div") : null;
    if (board !== null && Math.max(board.scrollHeight, scrollHeight) > innerHeight + 1)
      found.add(`the board is ${board.scrollHeight} px high`);
    return [...found];
  });
}
