import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { chownSync, existsSync, readFileSync, statSync } from "node:fs";

type Command = readonly [program: string, args: string[], options: SpawnSyncOptions];

/** Under whose name PostgreSQL runs: it refuses to run as root, so root must lend it another. */
export type Identity = {
  readonly name: string;
  /** Owner its files must have; undefined leaves them as they are. */
  readonly owner?: { uid: number; gid: number };
  /** Turns a command into one that runs under this identity. */
  readonly as: (program: string, args: readonly string[]) => Command;
};

/**
 * Picks the first identity that can run PostgreSQL and write to `folder`, which must exist.
 *
 * Root tries the users `postgres` and `nobody`, then a user namespace: the last one works in a checkout under a
 * 0700 folder such as /root, where nobody else may pass, but needs a kernel that permits it. Data that already
 * belongs to one of them stays with it.
 *
 * @throws Error listing why each identity failed.
 */
export function chooseIdentity(folder: string, postgres: string): Identity {
  const isRoot = process.getuid?.() === 0;
  const reasons: string[] = [];
  for (const identity of isRoot ? rootIdentities(folder) : [self]) {
    if (identity.owner) chownSync(folder, identity.owner.uid, identity.owner.gid);
    const reason = obstacle(identity, folder, postgres);
    if (reason === null) return identity;
    reasons.push(`${identity.name}: ${reason}`);
  }
  throw new Error(
    `The embedded PostgreSQL cannot run here (${reasons.join("; ")}). Run as an ordinary user, or set DATABASE_URL.`,
  );
}

const self: Identity = { name: "self", as: (program, args) => [program, [...args], {}] };

const namespace: Identity = {
  name: "user namespace",
  owner: { uid: 0, gid: 0 },
  as: (program, args) => [
    "unshare",
    ["--user", "--map-user=1000", "--map-group=1000", program, ...args],
    {},
  ],
};

function rootIdentities(folder: string): Identity[] {
  const candidates = [...["postgres", "nobody"].flatMap(systemUser), namespace];
  const isInUse = existsSync(`${folder}/PG_VERSION`);
  if (!isInUse) return candidates;
  const { uid } = statSync(folder);
  return candidates.filter(({ owner }) => owner?.uid === uid);
}

function systemUser(name: string): Identity[] {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) return [];
  const owner = { uid: Number(uid), gid: Number(gid) };
  return [{ name, owner, as: (program, args) => [program, [...args], owner] }];
}

/** Tells why `identity` cannot do the work, by trying; null when it can. */
function obstacle(identity: Identity, folder: string, postgres: string): string | null {
  const probe = ["-c", '"$0" --version && cd "$1" && test -w .', postgres, folder];
  const [program, args, options] = identity.as("/bin/sh", probe);
  const tried = spawnSync(program, args, { ...options, cwd: "/", encoding: "utf8" });
  if (tried.status === 0) return null;
  const said = tried.error?.message ?? tried.stderr.trim().split("\n")[0];
  return said || "its data folder is out of reach";
}
