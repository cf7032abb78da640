import { version, versions } from "node:process";

const OLDEST = [22, 12] as const;
const [major = 0, minor = 0] = versions.node.split(".").map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(
    `Namekeep needs Node ${OLDEST.join(".")} or newer; this is ${version}. See https://nodejs.org.`,
  );
  process.exit(1);
}

// Only now: what follows may use what an older Node cannot even read.
const [{ runMain }, { main }] = await Promise.all([import("./run-main"), import("./start/main")]);
await runMain(main);
