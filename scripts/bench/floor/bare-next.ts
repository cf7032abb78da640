import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../../postgres/ports";
import { DATA_DIR, type Field } from "../ground";
import { type Served, serve } from "../product";
import { FIRST_PAGE } from "./query";

const FOLDER = path.join(DATA_DIR, "bare-next");
const NEXT = path.resolve("node_modules/next/dist/bin/next");

const rows = `
  import postgres from "postgres";
  const sql = (globalThis.sql ??= postgres(process.env.DATABASE_URL ?? "", { max: 10 }));
  export const rows = () => sql.unsafe(${JSON.stringify(FIRST_PAGE)}, [process.env.PARTNER], { prepare: true });`;

/** The smallest Next application that can be compared with ours: a route without work, one with the query, a page with it. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": `{ "name": "bare-next", "private": true, "type": "module" }`,
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(path.resolve("."))} } };`,
  "rows.mjs": rows,
  // Without one of its own it would run ours, which lies at the root.
  "instrumentation.js": "export const register = () => undefined;",
  "serve.mjs": `
    import { createServer } from "node:http";
    process.chdir(import.meta.dirname);
    const { default: next } = await import("next");
    const port = Number(process.env.PORT);
    const app = next({ dev: false, dir: import.meta.dirname, hostname: "127.0.0.1", port, httpServer: createServer() });
    await app.prepare();
    createServer(app.getRequestHandler()).listen(port, "127.0.0.1");`,
  "app/layout.jsx": `export default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
  "app/ping/route.js": `export const dynamic = "force-dynamic"; export const GET = () => Response.json({ ok: true });`,
  "app/query/route.js": `
    import { rows } from "../../rows.mjs";
    export const dynamic = "force-dynamic";
    export const GET = async () => Response.json(await rows());`,
  "app/list/page.jsx": `
    import { rows } from "../../rows.mjs";
    export const dynamic = "force-dynamic";
    export default async function List() {
      return <table><tbody>{(await rows()).map((row) => <tr key={row.id}>
        <td>{row.name_unicode}</td><td>{row.partner_name}</td><td>{row.account_name}</td><td>{row.lifecycle}</td>
        <td>{row.renew_by}</td><td>{row.auto_renew}</td><td>{row.lock_state}</td><td>{row.tags.join(", ")}</td>
      </tr>)}</tbody></table>;
    }`,
};

/** Builds the bare application once, and serves it against the database of `field`. */
export async function serveBareNext(field: Field): Promise<Served> {
  build();
  return await serve("bare Next", path.join(FOLDER, "serve.mjs"), "/ping", {
    NODE_ENV: "production",
    DATABASE_URL: field.adminUrl,
    PARTNER: field.houses.partners[0]?.id ?? "",
    PORT: String(await freePort()),
  });
}

function build(): void {
  const digest = createHash("sha256").update(JSON.stringify(FILES)).digest("hex");
  const note = path.join(FOLDER, "digest");
  if (existsSync(note) && readFileSync(note, "utf8") === digest) return;
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(FOLDER, file)), { recursive: true });
    writeFileSync(path.join(FOLDER, file), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build"], {
    cwd: FOLDER,
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error(`The bare application could not be built:\n${stdout}${stderr}`);
  writeFileSync(note, digest);
}
