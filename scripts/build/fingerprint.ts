import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BUNDLES, bundleFile } from "./bundles";

const ROOMS = ["app", "components", "db", "public", "scripts", "server"];
const GENERATED = new Set(["next-env.d.ts"]);
const NOTE = path.join("dist", "fingerprint");

/** Condenses everything a build depends on to one text that changes when any of it does. */
export function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  for (const file of sources()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function sources(): string[] {
  const rooms = ROOMS.filter((room) => existsSync(room)).flatMap((room) =>
    filesIn(room, { recursive: true }),
  );
  const atTheTop = filesIn(".").filter((file) => /[.](?:ts|mjs|json)$/.test(file));
  return [...rooms, ...atTheTop].filter((file) => !isBeside(file)).sort();
}

const filesIn = (folder: string, options: { recursive?: boolean } = {}) =>
  readdirSync(folder, { ...options, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const isBeside = (file: string) => /[.]test[.]tsx?$/.test(file) || GENERATED.has(file);

/** Tells whether what lies in .next and dist was built from the sources as they are now. */
export function isBuildCurrent(current: string): boolean {
  const outputs = [NOTE, ".next/BUILD_ID", ...BUNDLES.map(({ name }) => bundleFile(name))];
  return outputs.every((file) => existsSync(file)) && readFileSync(NOTE, "utf8") === current;
}

/** A build begins: what lies there counts for nothing until it is complete. */
export function forgetBuild(): void {
  rmSync(NOTE, { force: true });
}

/** A build is complete, of the sources of this fingerprint. */
export function noteBuild(current: string): void {
  mkdirSync(path.dirname(NOTE), { recursive: true });
  writeFileSync(NOTE, current);
}
