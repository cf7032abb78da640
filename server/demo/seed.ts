import { houseContext } from "../auth/caller";
import { hashPassword } from "../auth/password";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { seal } from "../kernel/seal";
import { read } from "../kernel/transact";
import { credentialPlace } from "../runtime";
import { syncAccount } from "../sync/sync-account";
import { DEMO_PARTNERS, DEMO_PASSWORD, DEMO_PEOPLE } from "./people";
import { seedPrices } from "./prices";
import { drift, simulatedAccounts } from "./simulator";
import * as store from "./store";

const ENOUGH_MS = 120_000;

async function addAccounts(ctx: ServiceContext, simulatorUrl: string): Promise<string[]> {
  const { credentialKeys } = environment();
  const accounts = await simulatedAccounts(simulatorUrl);
  return read(ctx, (tx) =>
    Promise.all(
      accounts.map(({ name, token }, at) => {
        const id = crypto.randomUUID();
        const credential = seal(
          credentialKeys.byVersion,
          JSON.stringify({ token }),
          credentialPlace(id),
        );
        // The first may be changed and paid with, the other shows what an account is like that may not.
        const paidCallsAt = at === 0 ? ctx.now().toISOString() : null;
        const credentialHint = token.slice(-4);
        return store.insertAccount(tx, { id, name, credential, credentialHint, paidCallsAt });
      }),
    ),
  );
}

async function readAccounts(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  for (const accountId of ids) {
    const order = { accountId, trigger: "setup" as const, budgetMs: ENOUGH_MS };
    const { outcome } = await syncAccount(ctx, order);
    if (outcome !== "completed") throw new Error(`The demo's first reading ended ${outcome}.`);
  }
}

async function fill(ctx: ServiceContext, simulatorUrl: string): Promise<void> {
  const partners = await read(ctx, (tx) => store.insertPartners(tx, DEMO_PARTNERS));
  if (!partners) return;
  const accounts = await addAccounts(ctx, simulatorUrl);
  if (accounts.length === 0) throw new Error("The simulator has no accounts.");
  await readAccounts(ctx, accounts);
  await read(ctx, (tx) => store.assignByTag(tx, partners));
  await read(ctx, (tx) => store.decorate(tx));
  await seedPrices(ctx, accounts);
  await drift(simulatorUrl);
  await readAccounts(ctx, accounts);
  // People come last: they are the sign that the demo is whole.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await read(ctx, (tx) => store.insertPeople(tx, DEMO_PEOPLE, partners, passwordHash));
}

/**
 * Fills an empty database with the demo: partners, people, two accounts at the simulator, and their
 * names as a real first reading finds them. Afterwards somebody changes things at the registrar, and the accounts
 * are read again, so that there is something to look at, and something to decide in the inbox.
 *
 * A database that holds people already is left as it is.
 *
 * @returns who of the demo may sign in, for the start to print
 */
export async function seedDemo(): Promise<{ email: string; password: string; who: string }[]> {
  const { mode, simulatorUrl } = environment();
  if (mode !== "demo" || !simulatorUrl)
    throw new Error("Demo data exists in demo mode only, and needs SIMULATOR_URL.");
  const ctx = houseContext("demo", { source: "system" });
  await fill(ctx, simulatorUrl);
  const known = await read(ctx, store.knownEmails);
  return DEMO_PEOPLE.filter(({ email }) => known.has(email)).map(({ email, role, partner }) => ({
    email,
    password: DEMO_PASSWORD,
    who: partner ? `${role} of ${partner.name}` : role,
  }));
}
