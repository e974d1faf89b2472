// Builds the front end: `node build.mjs FOLDER` writes FOLDER/manifest.json and the files that it names. Further arguments
// are other entries to build instead, such as `bench/sigma.ts`.
//
// Every entry becomes one script and at most one style sheet that import nothing, so that a page loads one file, and
// so that Python can write a page's script and style into a single HTML file. The names carry a hash of the content;
// beside each file stand its compressed forms.

import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { build } from "vite";

import { world } from "./world.mjs";


const HERE = dirname(fileURLToPath(import.meta.url));
const ENTRIES = ["src/style.css", "src/site.ts", "src/query.ts", "src/network.ts", "src/map.ts"];
const MODULES = `${sep}node_modules${sep}`;

/** One entry's files by the names that pages ask for (`query.js`), and the packages they hold code of. */
async function bundle(entry) {
  const name = basename(entry, extname(entry));
  const isStyle = entry.endsWith(".css");
  const { output } = await build({
    root: HERE,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    plugins: [world()],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      cssCodeSplit: isStyle,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: { [name]: join(HERE, entry) }, output: { format: isStyle ? "es" : "iife", codeSplitting: false } },
    },
  });
  const files = {};
  const modules = new Set();
  for (const file of output) {
    if (file.type === "asset") files[`${name}.css`] = Buffer.from(file.source);
    else if (!isStyle) files[`${name}.js`] = Buffer.from(file.code);
    for (const id of file.moduleIds ?? []) if (id.includes(MODULES)) modules.add(packageOf(id));
  }
  return { files, modules };
}

/** The folder of the package that a module belongs to. */
function packageOf(id) {
  const [before, after] = [id.slice(0, id.lastIndexOf(MODULES)), id.slice(id.lastIndexOf(MODULES) + MODULES.length)];
  const parts = after.split(sep);
  return join(before.replace(/^\0+/, ""), "node_modules", ...parts.slice(0, parts[0].startsWith("@") ? 2 : 1));
}

/** The licences of the packages whose code is in the scripts: they ask to go with it. */
function licences(folders) {
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    let text = "";
    for (const file of ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "license"]) {
      try {
        text = readFileSync(join(folder, file), "utf8").trim();
        break;
      } catch {
        // The next name.
      }
    }
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return Buffer.from(texts.join(`\n${"-".repeat(80)}\n\n`));
}

const folder = resolve(process.argv[2] ?? join(HERE, "..", "src", "egov_kg", "assets"));
mkdirSync(folder, { recursive: true });
const files = {};
const packages = new Set();
for (const entry of process.argv.length > 3 ? process.argv.slice(3) : ENTRIES) {
  const bundled = await bundle(entry);
  Object.assign(files, bundled.files);
  for (const one of bundled.modules) packages.add(one);
}
if (packages.size) files["licences.txt"] = licences(packages);
const manifest = {};
for (const name of Object.keys(files).sort()) {
  const hash = createHash("sha256").update(files[name]).digest("hex").slice(0, 12);
  const file = name.replace(/(\.\w+)$/, `-${hash}$1`);
  manifest[name] = file;
  writeFileSync(join(folder, file), files[name]);
  writeFileSync(join(folder, `${file}.gz`), gzipSync(files[name], { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_SIZE_HINT]: files[name].length };
  writeFileSync(join(folder, `${file}.br`), brotliCompressSync(files[name], { params: quality }));
}
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
