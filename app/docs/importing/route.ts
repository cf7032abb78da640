import { readFile } from "node:fs/promises";
import path from "node:path";

/** GET /docs/importing: what a file of names looks like and what becomes of its rows. The screens lead here. */
export async function GET(): Promise<Response> {
  const text = await readFile(path.join(process.cwd(), "docs", "importing.md"), "utf8");
  return new Response(text, {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "x-content-type-options": "nosniff",
    },
  });
}
