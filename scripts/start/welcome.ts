import { z } from "zod";
import type { RunningNamekeep } from "./run-namekeep";

/** What the demo's seed tells: who may sign in, in the order to print. */
const signInsSchema = z.array(
  z.object({ email: z.string(), password: z.string(), who: z.string() }),
);

/** Writes where to go and, in a demo, as whom. */
export function welcome({ settings, signIns }: RunningNamekeep, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1);
  const told = signInsSchema.safeParse(signIns);
  const lines = told.success ? told.data : [];
  const width = Math.max(...lines.map(({ email }) => email.length), 0);
  return [
    "",
    `  Namekeep (${settings.mode}) is ready after ${seconds} s:  ${settings.appUrl}`,
    ...lines.map(({ email, password, who }) => `    ${email.padEnd(width)}  ${password}   ${who}`),
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
}
