import { loadPortfolio, SEED } from "./generate/load";
import { runMain } from "./run-main";

/** `tsx scripts/generate.ts <superuser's URL of a migrated, empty database> [names]` */
await runMain(async () => {
  const [adminUrl, names = "100000"] = process.argv.slice(2);
  if (!adminUrl) throw new Error("Give the URL of an empty, migrated database, as a superuser.");
  const todayOn = new Date().toISOString().slice(0, 10);
  const startedAt = performance.now();
  await loadPortfolio({ adminUrl, names: Number(names), seed: SEED, todayOn });
  console.log(`${names} names in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
});
