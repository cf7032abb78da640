import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import { POSTGRES_SETTINGS } from "./ground";
import type { Figure } from "./result";

/** A figure as it is kept: with the ratio, and where and when it was measured. */
export type Kept = Omit<Figure, never> & {
  readonly ratio: number | null;
  readonly at: string;
  readonly commit: string;
  readonly machine: string;
  /** Load average of the last minute, when the figure was complete. */
  readonly load: number;
};

const machine = () =>
  `${os.cpus().length} x ${os.cpus()[0]?.model ?? os.arch()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, ${os.platform()}, Node ${process.version}`;

/** The commit of the sources, marked when they were changed since. */
export function commit(): string {
  const git = (...words: string[]) => spawnSync("git", words, { encoding: "utf8" }).stdout.trim();
  const isChanged = git("status", "--porcelain", "--untracked-files=no") !== "";
  return `${git("rev-parse", "--short", "HEAD")}${isChanged ? "+" : ""}`;
}

/** Adds to figures when, where and on which sources they were measured. */
export const keep = (figures: readonly Figure[], sources: string): Kept[] =>
  figures.map((figure) => ({
    ...figure,
    ratio: figure.floor ? Number((figure.ours / figure.floor).toPrecision(3)) : null,
    at: new Date().toISOString(),
    commit: sources,
    machine: machine(),
    load: Number((os.loadavg()[0] ?? 0).toFixed(2)),
  }));

const mark = ({ pass }: Figure) => (pass === null ? "" : pass ? "met" : "**not met**");
const cells = (kept: Kept) => [
  kept.id,
  kept.what,
  `${kept.ours} ${kept.unit}`.trim(),
  kept.floor === null ? "" : `${kept.floor} ${kept.unit}`.trim(),
  kept.ratio === null ? "" : `${kept.ratio}`,
  kept.target,
  mark(kept),
];

const HEAD = ["", "what", "ours", "floor", "ratio", "target", ""];

/** Writes figures as a table of text, its columns in line. */
export function table(all: readonly Kept[]): string {
  const lines = [HEAD, ...all.map(cells)];
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const written = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return written.join("\n");
}

const FILE = "docs/benchmarks.json";

/**
 * Keeps a run: the figures, and a page made of them. Benchmarks that were not part of the run keep their figures.
 *
 * @param order the ids of all benchmarks, as they are listed
 */
export function publish(run: readonly Kept[], order: readonly string[]): void {
  const earlier = JSON.parse(readFileSync(FILE, "utf8")) as Kept[];
  const measured = new Set(run.map(({ id }) => id));
  const all = [...earlier.filter(({ id }) => !measured.has(id)), ...run].sort(
    (one, other) => order.indexOf(one.id) - order.indexOf(other.id),
  );
  writeFileSync(FILE, `${JSON.stringify(all, null, 2)}\n`);
  writeFileSync("docs/benchmarks.md", page(all));
}

function page(all: readonly Kept[]): string {
  const [first] = all;
  const runs = [...new Set(all.map(({ commit, at }) => `${commit} of ${at.slice(0, 10)}`))];
  const row = (words: readonly string[]) => `| ${words.join(" | ")} |`;
  const settings = Object.entries(POSTGRES_SETTINGS).map(([name, value]) => `${name} ${value}`);
  const isMet = all.filter(({ pass }) => pass === true).length;
  const isMissed = all.filter(({ pass }) => pass === false).length;
  return `# Benchmarks

Made by \`npm run bench\` from [benchmarks.json](benchmarks.json); do not edit. ${isMet} targets met, ${isMissed} not met.

Commit ${runs.join(" and ")}, ${first?.machine}. Load average while measuring:
${Math.min(...all.map(({ load }) => load))} to ${Math.max(...all.map(({ load }) => load))}.

The product is built and served as in production, against its own PostgreSQL with default durability
(${settings.join(", ")}) and a generated portfolio of fixed seed: 50 partners, one with half of all names,
4 accounts, 13 TLDs, 3 % IDN, 5 % without a day to renew by. Client and server share the machine. A floor is what
the same machine does without our work, measured in turns with ours; figures are the median of 5 rounds.
What was answered is compared with plain SQL over the whole table in the same run, and a difference ends it.

${row(HEAD)}
${row(HEAD.map(() => "---"))}
${all.map((kept) => row(cells(kept))).join("\n")}
`;
}
