import path from "node:path";
import { build } from "esbuild";
import { freePort } from "../../postgres/ports";
import { DATA_DIR, type Field } from "../ground";
import { type Served, serve } from "../product";

/** Serves the same query from node:http and postgres.js alone. */
export async function servePlainNode(field: Field): Promise<Served> {
  const outfile = path.join(DATA_DIR, "plain-server.mjs");
  await build({
    entryPoints: ["scripts/bench/floor/plain-server.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return await serve("plain node", outfile, "/", {
    NODE_ENV: "production",
    DATABASE_URL: field.adminUrl,
    PARTNER: field.houses.partners[0]?.id ?? "",
    PORT: String(await freePort()),
  });
}
