import type { Progress } from "../sync/selected/whole";

type Terminal = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
};

const WIDTH = 24;

/**
 * Draws how far a reading is, on a terminal alone: files and pipes get none of it.
 *
 * @returns `show` for every step, and `clear` before anything else is written
 */
export function progressBar(terminal: Terminal) {
  const shares = new Map<string, Progress>();
  let isDrawn = false;
  const clear = () => {
    if (isDrawn) terminal.write("\r\u001b[K");
    isDrawn = false;
  };
  const show = (progress: Progress) => {
    if (!terminal.isTTY) return;
    shares.set(progress.account, progress);
    const all = [...shares.values()];
    const done = all.reduce((sum, share) => sum + share.done, 0);
    const planned = all.reduce((sum, share) => sum + share.planned, 0);
    const filled = planned > 0 ? Math.min(WIDTH, Math.round((done / planned) * WIDTH)) : 0;
    const bar = `${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}`;
    const line = `[${bar}] ${done}/${planned} ${progress.account}`;
    terminal.write(`\r\u001b[K${line.slice(0, Math.max(20, (terminal.columns ?? 80) - 1))}`);
    isDrawn = true;
  };
  return { show, clear };
}
