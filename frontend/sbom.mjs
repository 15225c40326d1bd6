// What the dashboard is made of, as CycloneDX: `node sbom.mjs FILE`. From package-lock.json alone, so that it needs no
// network; `npm sbom` leaves out packages that are both a dependency and somebody's peer. Refuses what may not be shipped.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
const itself = packages[""];

const shipped = Object.entries(packages)
  .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => component(path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), entry))
  .sort((one, other) => (one.purl < other.purl ? -1 : 1));

const missing = Object.keys(itself.dependencies).filter((name) => !shipped.some((each) => each.name === name));
if (missing.length > 0) {
  console.error(`package-lock.json does not say what ${missing.join(", ")} is; run npm install.`);
  process.exit(1);
}

const agreed = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "CC0-1.0", "Unlicense"]);
refuse(
  "has no licence that is agreed on",
  shipped.filter((each) => !each.licenses.some(({ license }) => agreed.has(license?.id))),
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
      metadata: { component: { type: "application", "bom-ref": itself.name, name: itself.name, version: itself.version } },
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

/** Old packages say it in their own file only, some in an old form. */
function licenseOf(name) {
  const { license, licenses } = JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"), "utf8"));
  return license ?? licenses?.[0]?.type;
}
