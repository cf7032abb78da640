import { connect } from "@/db/client";
import { sharedGate } from "../outbound/shared-gate";

/** A process of its own that takes turns at a shared gate until it is killed, and tells when each came. */
const {
  LIMITED_DATABASE_URL = "",
  LIMITED_ACCOUNT_ID = "",
  LIMITED_PER_MINUTE = "60",
  LIMITED_BURST = "1",
} = process.env;
const { db } = connect(LIMITED_DATABASE_URL, 4);
const gate = sharedGate(db, {
  accountId: LIMITED_ACCOUNT_ID,
  endpoint: "api.example",
  rate: { requestsPerMinute: Number(LIMITED_PER_MINUTE), burst: Number(LIMITED_BURST) },
  rateKey: LIMITED_ACCOUNT_ID,
  lane: "background",
});

async function takeTurns(): Promise<void> {
  for (;;) {
    const entry = await gate.enter();
    process.send?.(Date.now());
    if (entry.isOpen) await entry.done("good", "");
  }
}

process.once("message", () => {
  for (let lane = 0; lane < 3; lane += 1) void takeTurns();
});
process.send?.("ready");
