import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { pidFile, servesFolder } from "./postmaster";
import { type RunningPostgres, startPostgres } from "./start-postgres";
import { clusterIn, type TemporaryFolder, temporaryFolder } from "./temporary-folder";
import { waitUntil } from "./wait";

const passwords = { superuser: "it's a secret", owner: "o%/:@", app: "app" };

/** Runs one statement on a connection of its own. */
async function ask(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** A number that belonged to a process which is gone. */
const deadPid = () => spawnSync(process.execPath, ["-e", ""]).pid;

describe("the embedded PostgreSQL", () => {
  let folder: TemporaryFolder;
  let dataDir: string;

  const start = () => startPostgres({ dataDir, passwords, durable: true });
  const stopAfterTest = (running: RunningPostgres) => {
    onTestFinished(running.stop);
    return running;
  };
  const rows = async ({ urls }: RunningPostgres) =>
    (await ask(urls.owner, "select * from kept")).map(({ id }) => id);

  beforeAll(async () => {
    folder = await temporaryFolder();
    dataDir = clusterIn(folder.path);
    const running = await start();
    await ask(running.urls.owner, "create table kept as select 1 as id");
    await running.stop();
  });
  afterAll(() => folder.remove());

  test("keeps its data from one start to the next, for its owner's eyes alone", async () => {
    const running = stopAfterTest(await start());
    expect(running.isReused).toBe(false);
    expect(await rows(running)).toEqual([1]);
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  test("is gone once stopped", async () => {
    const running = await start();
    await running.stop();
    expect(servesFolder(running.pid, dataDir)).toBe(false);
  });

  test("lets nobody in without the password", async () => {
    const { port } = stopAfterTest(await start());
    const guess = ask(`postgres://postgres:wrong@127.0.0.1:${port}/postgres`, "select 1");
    await expect(guess).rejects.toThrow("password authentication failed");
  });

  test("gives the application a login that is bound by row level security and owns nothing", async () => {
    const { urls } = stopAfterTest(await start());
    const [rights] = await ask(
      urls.app,
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
              (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
         from pg_roles where rolname = current_user`,
    );
    expect(rights).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      owned: 0,
    });
  });

  test("lets the owner create the extensions the schema needs", async () => {
    const { urls } = stopAfterTest(await start());
    await ask(urls.owner, "create extension pg_trgm; create extension btree_gin");
    expect(await ask(urls.owner, "select 'name' % 'names' as alike")).toEqual([{ alike: true }]);
  });

  test("comes up with all committed data after it was killed", async () => {
    const killed = await start();
    await ask(killed.urls.owner, "insert into kept values (2)");
    process.kill(killed.pid, "SIGKILL");
    await waitUntil(() => !servesFolder(killed.pid, dataDir), 5_000);
    const running = stopAfterTest(await start());
    expect(await rows(running)).toEqual([1, 2]);
  });

  test("starts over a pid file whose number now belongs to another program", async () => {
    await (await start()).stop();
    writeFileSync(pidFile(dataDir), `${process.pid}\n${dataDir}\n1\n1\n\n\n\nready\n`);
    const running = stopAfterTest(await start());
    expect(running.isReused).toBe(false);
    expect(running.pid).not.toBe(process.pid);
  });

  test("that a killed start left behind is taken over, and stopped by who took it over", async () => {
    const left = await start();
    writeFileSync(path.join(dataDir, "launcher.pid"), String(deadPid()));
    const next = await start();
    expect(next).toMatchObject({ isReused: true, pid: left.pid, port: left.port });
    await next.stop();
    expect(servesFolder(left.pid, dataDir)).toBe(false);
  });

  test("that another living start runs is shared, and left to that one", async () => {
    const first = stopAfterTest(await start());
    const launcher = path.join(dataDir, "launcher.pid");
    writeFileSync(launcher, String(process.ppid));
    const guest = await start();
    expect(guest.pid).toBe(first.pid);
    await guest.stop();
    expect(servesFolder(first.pid, dataDir)).toBe(true);
    expect(readFileSync(launcher, "utf8")).toBe(String(process.ppid));
  });
});
