import { readFile } from "node:fs/promises";
import path from "node:path";

/** GET /docs/problems: what each error code means and what to do. The `type` of every problem leads here. */
export async function GET(): Promise<Response> {
  const text = await readFile(path.join(process.cwd(), "docs", "problems.md"), "utf8");
  return new Response(text, {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "x-content-type-options": "nosniff",
    },
  });
}
