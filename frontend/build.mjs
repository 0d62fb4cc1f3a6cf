// Builds everything the browser receives into the package's static folder: style sheet, scripts, fonts and the sprite.
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "../src/maillage/core/static/core/built");

/** One symbol per icon: the drawing of lucide without its size and colour, which the style sheet gives. */
async function iconSymbol(name) {
  const drawing = await readFile(join(here, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const inner = drawing.slice(drawing.indexOf(">", drawing.indexOf("<svg")) + 1, drawing.indexOf("</svg>"));
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").trim()}</symbol>`;
}

/** The sprite: our marks, then the icons listed in icons.json. */
async function writeSprite() {
  const names = JSON.parse(await readFile(join(here, "src/icons.json"), "utf8"));
  const marks = (await readFile(join(here, "src/marks.svg"), "utf8")).replace(/<!--.*?-->\s*/g, "").replace("</svg>", "");
  const icons = await Promise.all(names.map(iconSymbol));
  await writeFile(join(built, "sprite.svg"), `${marks}${icons.join("\n")}\n</svg>\n`);
}

/** What we ship of others goes out with its licence. */
async function writeLicences() {
  const { dependencies } = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  const shipped = Object.keys(dependencies).filter((name) => !name.startsWith("@etalab/"));
  const texts = await Promise.all(
    shipped.map(async (name) => `${name}\n\n${await readFile(join(here, "node_modules", name, "LICENSE"), "utf8")}`),
  );
  await writeFile(join(built, "LICENCES.txt"), texts.join("\n\n"));
}

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await Promise.all([writeSprite(), writeLicences()]);
await build({
  absWorkingDir: here,
  entryPoints: ["src/app.js", "src/app.css"],
  assetNames: "assets/[name]-[hash]",
  outdir: built,
  bundle: true,
  format: "esm",
  target: ["es2022", "chrome107", "firefox115", "safari16"],
  loader: { ".woff2": "file", ".svg": "file" },
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});
