import { afterEach, beforeEach } from "vitest";

const METHODS = ["log", "info", "warn", "error", "debug"] as const;
let heard: string[] = [];

for (const method of METHODS) {
  console[method] = (...words: unknown[]) => {
    heard.push(`console.${method}: ${words.map(String).join(" ")}`);
  };
}

beforeEach(() => {
  heard = [];
});

// A message nobody expected is a finding. A test that expects one spies on the console.
afterEach(() => {
  if (heard.length > 0) throw new Error(`unexpected console output:\n${heard.join("\n")}`);
});
