import { runNamekeep } from "../scripts/start/run-namekeep";

// A demo in a process of its own, so that a test can kill it: `second-house.ts <folder> <port>`. It tells where it
// is over the channel it was started with.
const [dataDir = "", port = ""] = process.argv.slice(2);
const running = await runNamekeep({
  source: { ...process.env, NAMEKEEP_MODE: "demo", PORT: port },
  dataDir,
  dev: false,
  durable: true,
});
const { settings, databases, variables } = running;
process.on("SIGTERM", () => void running.stop().then(() => process.exit(0)));
process.send?.({
  url: settings.appUrl,
  databaseUrl: databases.app,
  simulatorUrl: variables.SIMULATOR_URL,
  cronSecret: variables.CRON_SECRET,
  authSecret: variables.AUTH_SECRET,
  credentialKeys: variables.CREDENTIAL_KEYS,
});
