import { connect } from "@/db/client";
import { houseContext } from "../auth/caller";
import { syncAccount } from "../sync/sync-account";
import { simulatedRegistrars } from "./simulated";

/** A process of its own that reads one account, to be killed from outside. Arguments by environment. */
const { READ_DATABASE_URL = "", READ_ACCOUNT_ID = "", READ_SIMULATOR_URL = "" } = process.env;
const { db, close } = connect(READ_DATABASE_URL, 3);
const registrars = simulatedRegistrars(READ_SIMULATOR_URL);
const ctx = { ...houseContext("killed worker", {}, db), registrars };

async function readAccount(): Promise<void> {
  await syncAccount(ctx, { accountId: READ_ACCOUNT_ID, trigger: "manual", budgetMs: 60_000 });
  await close();
  process.disconnect?.();
}

process.once("message", () => void readAccount());
process.send?.("ready");
