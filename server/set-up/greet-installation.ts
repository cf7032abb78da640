import { houseContext } from "../auth/caller";
import { issueSetUpToken } from "../auth/set-up";
import { DEMO_PEOPLE } from "../demo/people";
import { environment } from "../kernel/env";
import { report } from "../kernel/report";
import { read } from "../kernel/transact";
import { hasAnyOf } from "./store";

const EMAILS = DEMO_PEOPLE.map(({ email }) => email);

/**
 * Looks at the database a production server was given. Without a user it prints the one-time token for
 * the set-up page; with the people of a demo, whose password everybody knows, it refuses to start.
 */
export async function greetInstallation(): Promise<void> {
  const { mode, appUrl } = environment();
  if (mode !== "production") return;
  const ctx = houseContext("set-up", { source: "system" });
  const isDemo = await read(ctx, (tx) => hasAnyOf(tx, EMAILS)).catch((error: unknown) => {
    report(error, { part: "set-up" });
    return false;
  });
  if (isDemo) {
    console.error(
      "This database holds the demo and its well-known sign-ins. Give production a database of its own.",
    );
    process.exit(1);
  }
  const token = await issueSetUpToken(ctx).catch(() => null);
  if (token)
    console.error(
      `No user exists yet. Create the first admin at ${appUrl}/set-up with this token: ${token}`,
    );
}
