import { connect } from "@/db/client";
import { houseContext } from "../auth/caller";
import { syncSelected } from "../sync/selected/sync-selected";
import { syncAccount } from "../sync/sync-account";
import { simulatedRegistrars } from "./simulated";

/**
 * A process of its own that reads one account, or all its names one by one, to be killed from outside, or to share
 * the work with others. Arguments by environment.
 */
const {
  READ_DATABASE_URL = "",
  READ_ACCOUNT_ID = "",
  READ_SIMULATOR_URL = "",
  READ_NAMES = "",
} = process.env;
const { db, close } = connect(READ_DATABASE_URL, 3);
const registrars = simulatedRegistrars(READ_SIMULATOR_URL);
const ctx = { ...houseContext("killed worker", {}, db), registrars };

const ORDER = { trigger: "manual", budgetMs: 60_000 } as const;

async function readAccount(): Promise<void> {
  const accountId = READ_ACCOUNT_ID;
  if (READ_NAMES) await syncSelected(ctx, { ...ORDER, selection: { accountId } });
  else await syncAccount(ctx, { ...ORDER, accountId });
  await close();
  process.disconnect?.();
}

process.once("message", () => void readAccount());
process.send?.("ready");
