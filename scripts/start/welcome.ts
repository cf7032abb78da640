import { z } from "zod";
import type { RunningNamekeep } from "./run-namekeep";

const signInsSchema = z.array(
  z.object({ email: z.string(), password: z.string(), who: z.string() }),
);

/** Who may sign in to a demo, in the order to print, out of what its seed told; nobody outside one. */
export const demoSignIns = (signIns: unknown): z.infer<typeof signInsSchema> =>
  signInsSchema.safeParse(signIns).data ?? [];

/** Writes where to go and, in a demo, as whom. */
export function welcome({ settings, signIns }: RunningNamekeep, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1);
  const lines = demoSignIns(signIns);
  const width = Math.max(...lines.map(({ email }) => email.length), 0);
  return [
    "",
    `  Namekeep (${settings.mode}) is ready after ${seconds} s:  ${settings.appUrl}`,
    ...lines.map(({ email, password, who }) => `    ${email.padEnd(width)}  ${password}   ${who}`),
    "  Ctrl-C stops it.",
    "",
  ].join("\n");
}
