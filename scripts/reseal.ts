import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { connect } from "@/db/client";
import { houseContext } from "@/server/auth/caller";
import { environment } from "@/server/kernel/env";
import { reseal } from "@/server/reseal/reseal";
import { runMain } from "./run-main";

/**
 * Seals all stored secrets with the newest of CREDENTIAL_KEYS, so that the older keys can be given up. Takes the
 * server's own settings, also from a file .env. Prints how many of each kind it sealed anew.
 */
await runMain(async () => {
  if (existsSync(".env")) loadEnvFile(".env");
  const { credentialKeys, databaseUrl } = environment();
  const { db, close } = connect(databaseUrl, 1);
  try {
    const counts = await reseal(houseContext("reseal", { source: "system" }, db), credentialKeys);
    for (const { what, resealed, unreadable } of counts)
      console.log(
        `${what}: ${resealed} sealed with key ${credentialKeys.current}` +
          (unreadable > 0 ? `, ${unreadable} that no key opens: enter them again` : ""),
      );
    if (counts.some(({ unreadable }) => unreadable > 0)) process.exitCode = 2;
  } finally {
    await close();
  }
});
