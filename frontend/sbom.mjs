// The bill of materials of the dashboard, as CycloneDX: `node sbom.mjs FILE`. Made from package-lock.json, so that it needs
// no network; `npm sbom` omits packages that are both a dependency and a peer. Fails on what may not be shipped.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const root = packages[""];

const shipped = Object.entries(packages)
  .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => component(path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), entry))
  .sort((one, other) => (one.purl < other.purl ? -1 : 1));

const missing = Object.keys(root.dependencies).filter((name) => !shipped.some((each) => each.name === name));
if (missing.length > 0) {
  console.error(`package-lock.json does not say what ${missing.join(", ")} is; run npm install.`);
  process.exit(1);
}

const allowed = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "Unlicense"]);
refuse(
  "has no allowed licence",
  shipped.filter((each) => !each.licenses.some(({ license }) => allowed.has(license?.id))),
);
refuse(
  "is shipped in two versions",
  shipped.filter((each) => shipped.some((other) => other.name === each.name && other !== each)),
);

const file = join(here, process.argv[2]);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `${JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      version: 1,
      metadata: { component: { type: "application", "bom-ref": root.name, name: root.name, version: root.version } },
      components: shipped,
    },
    null,
    2,
  )}\n`,
);

function refuse(why, components) {
  if (components.length > 0) {
    for (const each of components) console.error(`${each.purl} ${why}: ${JSON.stringify(each.licenses)}`);
    process.exit(1);
  }
}

function component(name, { version, license, integrity }) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  const spdx = license ?? licenseOf(name);
  const [algorithm, hash] = integrity.split("-");
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    licenses: spdx === undefined ? [] : [/[ ()]/.test(spdx) ? { expression: spdx } : { license: { id: spdx } }],
    hashes: [{ alg: algorithm.toUpperCase().replace("SHA", "SHA-"), content: Buffer.from(hash, "base64").toString("hex") }],
  };
}

/** The licence in the package's own package.json: the lock file lacks it for old packages. */
function licenseOf(name) {
  const { license, licenses } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
  return license ?? licenses?.[0]?.type;
}
