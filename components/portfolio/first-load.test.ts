import { build, type Metafile, type Plugin } from "esbuild";
import { expect, test } from "vitest";

const SCREEN = "components/portfolio/portfolio-screen.tsx";

/** What the first view does without: it comes when it is asked for, or never. */
const NOT_NEEDED = [
  "node_modules/zod/",
  "node_modules/@base-ui/react/popover/",
  "node_modules/@base-ui/react/dialog/",
  "node_modules/@base-ui/react/menu/",
  "node_modules/cmdk/",
  "node_modules/date-fns/",
  "components/portfolio/live-",
  "components/portfolio/filter-panel.tsx",
];

/** Actions are calls to the server; the browser gets their numbers alone. */
const withoutServer: Plugin = {
  name: "without the server",
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /server\/actions\// }, () => ({ contents: "module.exports = {}" }));
    onResolve({ filter: /^next\// }, ({ path }) => ({ path, external: true }));
  },
};

/** Everything that a module brings along, but for what is fetched later. */
function broughtBy(start: string, { inputs }: Metafile): readonly string[] {
  const found = new Set([start]);
  for (const file of found)
    for (const { path, kind, external } of inputs[file]?.imports ?? [])
      if (kind !== "dynamic-import" && !external) found.add(path);
  return [...found];
}

test("the first view of the portfolio brings no parser, no boxes and no bars along", async () => {
  const { metafile } = await build({
    entryPoints: [SCREEN],
    bundle: true,
    write: false,
    outdir: "first-load",
    splitting: true,
    format: "esm",
    metafile: true,
    minify: true,
    logLevel: "error",
    plugins: [withoutServer],
  });
  const brought = broughtBy(SCREEN, metafile);
  expect(brought).toContain("components/portfolio/portfolio-table.tsx");
  for (const what of NOT_NEEDED) expect(brought.filter((file) => file.includes(what))).toEqual([]);
});
