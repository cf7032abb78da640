import { afterAll, afterEach } from "vitest";

const METHODS = ["log", "info", "warn", "error", "debug"] as const;
let heard: string[] = [];

for (const method of METHODS) {
  console[method] = (...words: unknown[]) => {
    heard.push(`console.${method}: ${words.map(String).join(" ")}`);
  };
}

// A message nobody expected is a finding. A test that expects one spies on the console.
function demandSilence(): void {
  const said = heard;
  heard = [];
  if (said.length > 0) throw new Error(`unexpected console output:\n${said.join("\n")}`);
}

afterEach(demandSilence);
afterAll(demandSilence);
