import { startSimulator } from "./simulator";

const { SIMULATOR_PORT, SIMULATOR_STATE, SIMULATOR_SEED } = process.env;

const simulator = await startSimulator({
  port: portOf(SIMULATOR_PORT),
  ...(SIMULATOR_STATE ? { statePath: SIMULATOR_STATE } : {}),
  ...(SIMULATOR_SEED ? { seed: SIMULATOR_SEED } : {}),
});

process.stdout.write(`${JSON.stringify({ ready: true, url: simulator.url })}\n`);

for (const event of ["SIGTERM", "SIGINT", "disconnect"] as const) {
  process.once(event, () => void simulator.close().finally(() => process.exit(0)));
}

function portOf(text = "0"): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new RangeError("SIMULATOR_PORT must be a number from 0 to 65535.");
}
