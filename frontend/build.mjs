// What Maven runs: `node build.mjs build` makes dist, `node build.mjs test` runs the linter, the type check and the tests.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The dashboard is built with Node.js 20.19 or newer and this is ${process.version}; please install a newer one.`);
}

const steps = {
  build: [["typescript/bin/tsc"], ["vite/bin/vite.js", "build"]],
  test: [
    ["@biomejs/biome/bin/biome", "ci", "--error-on-warnings"],
    ["typescript/bin/tsc"],
    [
      "vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=junit",
      // Beside Maven's own reports, so that these tests are counted too.
      "--outputFile.junit=target/surefire-reports/TEST-vitest.xml",
    ],
  ],
}[process.argv[2]];
if (!steps) fail("Usage: node build.mjs build|test");

install();
for (const [script, ...args] of steps) {
  run(process.execPath, [join(here, "node_modules", script), ...args]);
}

/** Runs `npm ci` unless the installed packages are those of package-lock.json. */
function install() {
  const stamp = join(here, "node_modules", ".callboard-installed");
  const wanted = createHash("sha256")
    .update(readFileSync(join(here, "package-lock.json")))
    .update(`${process.platform} ${process.arch} ${major}`)
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  // npm is a .cmd on Windows, which only a shell can start.
  run("npm", ["ci", "--include=dev"], { shell: process.platform === "win32" });
  writeFileSync(stamp, wanted);
}

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: here, stdio: "inherit", ...options });
  if (done.error) fail(`Could not start ${command}: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
