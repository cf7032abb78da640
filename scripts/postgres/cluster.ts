import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Binaries } from "./binaries";
import { chooseIdentity, type Identity } from "./identity";

export const SUPERUSER = "postgres";

export type ClusterOrder = {
  readonly dataDir: string;
  readonly durable: boolean;
  /** Of the superuser. */
  readonly password: string;
};

/**
 * Makes sure the data folder holds a cluster, and tells under whose name to run it.
 *
 * The cluster is built beside its final place and moved there when complete, so that a start killed half-way
 * leaves nothing that looks like data.
 */
export function ensureCluster(binaries: Binaries, order: ClusterOrder): Identity {
  const { dataDir } = order;
  if (existsSync(path.join(dataDir, "PG_VERSION"))) {
    return chooseIdentity(dataDir, binaries.postgres);
  }
  const parent = path.dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  const workshop = mkdtempSync(path.join(parent, ".new-cluster-"));
  try {
    const draft = path.join(workshop, "data");
    mkdirSync(draft, { mode: 0o700 });
    chmodSync(workshop, 0o711);
    const identity = chooseIdentity(draft, binaries.postgres);
    initialise(draft, binaries.initdb, identity, order);
    rmSync(dataDir, { recursive: true, force: true });
    renameSync(draft, dataDir);
    return identity;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function initialise(draft: string, initdb: string, identity: Identity, order: ClusterOrder): void {
  const passwordFile = path.join(path.dirname(draft), "password");
  writeFileSync(passwordFile, order.password, { mode: 0o600 });
  if (identity.owner) chownSync(passwordFile, identity.owner.uid, identity.owner.gid);
  const [program, args, options] = identity.as(initdb, [
    `--pgdata=${draft}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--no-instructions",
    ...(order.durable ? [] : ["--no-sync"]),
  ]);
  const result = spawnSync(program, args, { ...options, cwd: "/", encoding: "utf8" });
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error}`);
}
