import { readFileSync } from "node:fs";

/** A process and the one that started it. */
type Link = { readonly child: number; readonly parent: number };

const GENERATIONS = 6;
const INTERVAL_MS = 500;

/**
 * Calls `onGone` when npm, or what stands between npm and this process, was killed.
 *
 * Killing npm hard leaves its descendants running, holding the port against the next start. Only Linux tells
 * cheaply who descends from whom; elsewhere the direct parent is watched.
 */
export function watchNpm(onGone: () => void): void {
  const links = chainToNpm();
  const { ppid } = process;
  const isBroken = () =>
    process.ppid !== ppid || links.some(({ child, parent }) => parentOf(child) !== parent);
  const timer = setInterval(() => {
    if (!isBroken()) return;
    clearInterval(timer);
    onGone();
  }, INTERVAL_MS);
  timer.unref();
}

/** The links from this process up to npm; none when npm did not start it. */
function chainToNpm(): Link[] {
  const links: Link[] = [];
  let child = process.pid;
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const parent = parentOf(child);
    if (parent === null || parent <= 1) return [];
    links.push({ child, parent });
    if (isNpm(parent)) return links;
    child = parent;
  }
  return [];
}

function isNpm(pid: number): boolean {
  const words = read(`/proc/${pid}/cmdline`)?.split("\0") ?? [];
  return words[0]?.startsWith("npm ") === true || words[1]?.endsWith("npm-cli.js") === true;
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
