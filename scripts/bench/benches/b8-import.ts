import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import type { ImportStep } from "@/server/testing/import-process";
import { type Arena, SMALL } from "../arena";
import { DATA_DIR, type Field } from "../ground";
import { median } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B8");
const ROWS = 100_000;
const MEGABYTE = 1024 * 1024;
const POLLED_MS = 50;
const FRUGAL = ["--heap-growing-percent=80", "--max-semi-space-size=8"];

/** A file of 100,000 new names: taken in, checked against every rule, and brought in beside 100,000 others. */
export async function b8(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  const admin = postgres(field.adminUrl, { max: 2, onnotice: () => undefined });
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < Math.min(3, arena.rounds); round += 1) {
      rounds.push(await imported(admin, field, round));
      await forget(admin);
    }
  } finally {
    await admin.end();
  }
  const of = (what: keyof Round) => median(rounds.map((round) => round[what]));
  return [
    line({
      what: "file of 100,000 names: taken in, checked and applied; floor one INSERT of as many bare names",
      ours: of("totalMs") / 1000,
      unit: "s",
      floor: of("floorMs") / 1000,
      atMost: 12,
    }),
    line({ what: "of it the check", ours: of("checkMs") / 1000, unit: "s" }),
    line({
      what: "memory beyond the start",
      ours: of("grownBytes") / MEGABYTE,
      unit: "MB",
      atMost: 100,
    }),
    line({
      what: "longest silence of the progress",
      ours: of("silentMs") / 1000,
      unit: "s",
      atMost: 1,
    }),
  ];
}

type Round = {
  readonly totalMs: number;
  readonly checkMs: number;
  readonly floorMs: number;
  readonly grownBytes: number;
  readonly silentMs: number;
};

const linesOf = (round: number) =>
  Array.from({ length: ROWS }, (_, at) =>
    [
      `import-${round}-${at}.com`,
      `2027-0${1 + (at % 9)}-15`,
      at % 3 ? "yes" : "no",
      "ns1.example.net ns2.example.net",
      `tag-${at % 40}`,
      `Holder ${at % 1_000}`,
    ].join(","),
  );

async function imported(admin: postgres.Sql, field: Field, round: number): Promise<Round> {
  const file = path.join(DATA_DIR, "names.csv");
  writeFileSync(
    file,
    `domain,expires,auto-renew,nameservers,tags,holder\n${linesOf(round).join("\n")}\n`,
  );
  const [account] = await admin<[{ id: string }]>`
    insert into registrar_accounts (name, registrar, registrar_label, credential, credential_hint)
    values (${`bench ${Date.now()}`}, 'manual', 'Bench', '', '') returning id`;
  const floorMs = await bare(admin, account.id);
  const child = await started(field, account.id, file);
  try {
    const { importId, ...upload } = await step(child, "upload");
    const silence = watch(admin, importId);
    const check = await step(child, "check");
    const apply = await step(child, "apply");
    const silentMs = await silence();
    await proven(admin, account.id);
    return {
      totalMs: upload.ms + check.ms + apply.ms,
      checkMs: check.ms,
      floorMs,
      grownBytes: Math.max(upload.grownBytes, check.grownBytes, apply.grownBytes),
      silentMs,
    };
  } finally {
    child.kill("SIGKILL");
    rmSync(file);
  }
}

async function started(field: Field, accountId: string, file: string): Promise<ChildProcess> {
  const child = fork("server/testing/import-process.ts", {
    execArgv: [...FRUGAL, "--import", "tsx"],
    env: {
      ...process.env,
      IMPORT_DATABASE_URL: field.appUrl,
      IMPORT_ACCOUNT_ID: accountId,
      IMPORT_FILE: file,
    },
  });
  await once(child, "message");
  return child;
}

async function step(child: ChildProcess, order: string): Promise<ImportStep> {
  child.send(order);
  const [told] = await once(child, "message");
  const { outcome } = told as ImportStep;
  if (outcome !== "done") throw new Error(`B8: the step ${order} came to ${outcome}.`);
  return told as ImportStep;
}

/** As many names in one statement, through the same indexes and triggers, and taken back. */
async function bare(admin: postgres.Sql, accountId: string): Promise<number> {
  let ms = 0;
  await admin.begin(async (sql) => {
    const startedAt = performance.now();
    await sql`insert into domains (name, name_unicode, tld, account_id, expires_at, renew_by, tags)
        select n, n, 'com', ${accountId}, '2027-01-15', '2027-01-15', array['tag-' || at % 40]
        from generate_series(1, ${ROWS}::int) as at, lateral (select 'floor-' || at || '.com') as name(n)`;
    ms = performance.now() - startedAt;
    await sql`rollback and chain`;
  });
  return ms;
}

/** Looks how far an import is, until it is asked for the longest time in which that did not change. */
function watch(admin: postgres.Sql, importId: string): () => Promise<number> {
  let isOver = false;
  let longestMs = 0;
  const looking = (async () => {
    let last = "";
    let since = performance.now();
    while (!isOver) {
      const [row] = await admin<{ at: string; isWorkedOn: boolean }[]>`
        select i.checked_records || ' ' || i.applied_records as at,
          i.state = 'checking' or coalesce(p.state = 'applying', false) as "isWorkedOn"
        from imports i left join plans p on p.id = i.plan_id where i.id = ${importId}`;
      const now = performance.now();
      if (row?.isWorkedOn && row.at === last) longestMs = Math.max(longestMs, now - since);
      else since = now;
      last = row?.at ?? "";
      await new Promise((resolve) => setTimeout(resolve, POLLED_MS));
    }
  })();
  return async () => {
    isOver = true;
    await looking;
    return longestMs;
  };
}

async function proven(admin: postgres.Sql, accountId: string): Promise<void> {
  const [row] = await admin.begin(async (sql) => {
    // What was just written is not in the planner's statistics: it would look for each name's line in all lines.
    await sql`set local enable_nestloop = off`;
    return sql<[{ names: number; lines: number }]>`
      select count(*)::int as names, count(a.id)::int as lines from domains d
      left join audit_entries a on a.object_id = d.id::text and a.action = 'domain.added'
      where d.account_id = ${accountId}`;
  });
  if (row?.names !== ROWS || row.lines !== ROWS)
    throw new Error(`B8: ${row?.names} names and ${row?.lines} lines came of ${ROWS} rows.`);
}

/** Leaves the field as it was found. */
async function forget(admin: postgres.Sql): Promise<void> {
  await admin`delete from audit_entries where run_id in (select plan_id from imports)`;
  await admin`delete from domains where account_id in (select id from registrar_accounts where registrar = 'manual')`;
  await admin`delete from imports`;
  await admin`delete from plans where kind = 'import'`;
  await admin`delete from registrar_accounts where registrar = 'manual'`;
}
