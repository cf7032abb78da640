import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Dated } from "./events";

/** Where events are kept so that a restart finds the same world. */
export type Journal = {
  readonly past: readonly Dated[];
  append(dated: Dated): void;
  clear(): void;
  close(): void;
};

/** A journal that forgets everything with the process. */
export function forgetfulJournal(): Journal {
  return {
    past: [],
    append: () => undefined,
    clear: () => undefined,
    close: () => undefined,
  };
}

/**
 * An append-only file of one JSON event per line. Each event is written before the request that
 * caused it is answered, so that what a client was told outlives a kill of the simulator.
 *
 * @param path a file in a folder that exists; it is created when missing
 * @throws when a line other than a last, torn one cannot be read
 */
export function fileJournal(path: string): Journal {
  const whole = existsSync(path) ? withoutTornEnd(readFileSync(path, "utf8")) : "";
  const file = openSync(path, "a");
  ftruncateSync(file, Buffer.byteLength(whole));
  return {
    past: whole
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Dated => JSON.parse(line)),
    append: (dated) => void writeSync(file, `${JSON.stringify(dated)}\n`),
    clear: () => ftruncateSync(file, 0),
    close: () => closeSync(file),
  };
}

const withoutTornEnd = (text: string) => text.slice(0, text.lastIndexOf("\n") + 1);
