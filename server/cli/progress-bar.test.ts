import { expect, test } from "vitest";
import { progressBar } from "./progress-bar";

const terminal = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, columns: 80, written, write: (text: string) => written.push(text) };
};
const share = (account: string, done: number, planned: number) => ({
  account,
  runId: null,
  done,
  planned,
});

test("on a terminal it draws how far all accounts are together, in one line, and takes it away", () => {
  const screen = terminal(true);
  const bar = progressBar(screen);
  bar.show(share("Gandi main", 10, 40));
  bar.show(share("Dynadot", 20, 40));
  expect(screen.written.at(-1)).toMatch(/^\r.*\[#{9}-{15}\] 30\/80 Dynadot$/);
  bar.clear();
  expect(screen.written.at(-1)).toMatch(/^\r/);
});

test("files and pipes get none of it", () => {
  const pipe = terminal(false);
  const bar = progressBar(pipe);
  bar.show(share("Gandi main", 10, 40));
  bar.clear();
  expect(pipe.written).toEqual([]);
});
