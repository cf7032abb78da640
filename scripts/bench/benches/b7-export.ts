import { parse } from "csv-parse/sync";
import postgres from "postgres";
import { Client } from "undici";
import { type Arena, LARGE, SMALL } from "../arena";
import { median } from "../load";
import type { Visitor } from "../people";
import { type Figure, figures } from "../result";

const line = figures("B7");
const MEGABYTE = 1024 * 1024;
const PATH = "/api/v1/domains/export";
const SAMPLED_MS = 25;
/** DomainMOD's export of 100,000 names, at its best. @see the design's table of peers */
const PEER_SECONDS = 13;

/** All names as CSV, as a spreadsheet would fetch them; floor COPY of as many bare columns to nowhere. */
export async function b7(arena: Arena): Promise<Figure[]> {
  const small = await exported(arena, SMALL);
  const large = arena.isQuick ? null : await exported(arena, LARGE);
  const timed = (what: string, { allMs, floorMs }: Exported, atMost: number) =>
    line({ what, ours: allMs / 1_000, unit: "s", floor: floorMs / 1_000, atMost });
  const all = large ? [small, large] : [small];
  return [
    timed("100,000 names as CSV over HTTP; floor COPY TO STDOUT alone", small, 1),
    ...(large ? [timed("1M names", large, 9)] : []),
    line({
      what: "first byte",
      ours: Math.max(...all.map(({ firstMs }) => firstMs)),
      unit: "ms",
      atMost: 100,
    }),
    line({
      what: "memory beyond the start",
      ours: Math.max(...all.map(({ grownBytes }) => grownBytes)) / MEGABYTE,
      unit: "MB",
      atMost: 64,
    }),
    line({
      what: "DomainMOD's export of 100,000 names (13 s) over ours",
      ours: (PEER_SECONDS * 1_000) / small.allMs,
      unit: "x",
      atLeast: 13,
    }),
  ];
}

type Once = { readonly allMs: number; readonly firstMs: number; readonly grownBytes: number };
type Exported = Once & { readonly floorMs: number };

async function exported(arena: Arena, names: number): Promise<Exported> {
  const field = await arena.field(names);
  const { origin, residentBytes } = await arena.product(names);
  const { house } = await arena.visitors(names);
  const sql = postgres(field.adminUrl, { max: 1 });
  const rounds: Once[] = [];
  const floors: number[] = [];
  try {
    if (names === SMALL) await assertTrue(origin, house, sql);
    for (let round = 0; round <= Math.min(3, arena.rounds); round += 1) {
      const [once, floor] = [
        await download(origin, house, { names, residentBytes }),
        await copied(sql),
      ];
      // The first warms both up.
      if (round === 0) continue;
      rounds.push(once);
      floors.push(floor);
    }
  } finally {
    await sql.end();
  }
  const of = (what: keyof Once) => median(rounds.map((round) => round[what]));
  const grownBytes = Math.max(...rounds.map((round) => round.grownBytes));
  return { allMs: of("allMs"), firstMs: of("firstMs"), grownBytes, floorMs: median(floors) };
}

async function download(
  origin: string,
  { cookie }: Visitor,
  { names, residentBytes }: { names: number; residentBytes: () => number },
): Promise<Once> {
  const client = new Client(origin);
  const idle = residentBytes();
  let most = idle;
  const sampling = setInterval(() => {
    most = Math.max(most, residentBytes());
  }, SAMPLED_MS);
  try {
    const startedAt = performance.now();
    const { statusCode, body } = await client.request({
      path: PATH,
      method: "GET",
      headers: { cookie },
    });
    let firstMs = Number.NaN;
    let lines = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - startedAt;
      for (const byte of chunk) if (byte === 10) lines += 1;
    }
    const allMs = performance.now() - startedAt;
    // One line for the head; notes may hold line breaks of their own.
    if (statusCode !== 200 || lines < names + 1)
      throw new Error(`B7: ${statusCode} with ${lines} lines for ${names} names.`);
    return { allMs, firstMs, grownBytes: most - idle };
  } finally {
    clearInterval(sampling);
    await client.close();
  }
}

const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const HEAD_ROWS = 1;

/** All cells of the file in one profile. */
async function cellsOf(origin: string, { cookie }: Visitor, profile: string): Promise<string[][]> {
  const client = new Client(origin);
  try {
    const { statusCode, body } = await client.request({
      path: `${PATH}?profile=${profile}&sort=name&dir=asc`,
      method: "GET",
      headers: { cookie },
    });
    if (statusCode !== 200) throw new Error(`B7: ${statusCode} for the profile ${profile}.`);
    return parse(await body.text(), { bom: true });
  } finally {
    await client.close();
  }
}

/** What is stored, cell by cell, in the raw profile; the same with apostrophes before formulas in the other. */
async function assertTrue(origin: string, house: Visitor, sql: postgres.Sql): Promise<void> {
  const raw = await cellsOf(origin, house, "raw");
  const sheet = await cellsOf(origin, house, "spreadsheet");
  const stored = await sql<{ name: string; tags: string; notes: string }[]>`
    select name, array_to_string(tags, ' ') as tags, notes from domains order by name`;
  const [head = []] = raw;
  const at = (column: string) => head.indexOf(column);
  const isStored = stored.every(({ name, tags, notes }, row) => {
    const cells = raw[row + HEAD_ROWS] ?? [];
    return cells[at("name")] === name && cells[at("tags")] === tags && cells[at("notes")] === notes;
  });
  const isDisarmed = raw.every((cells, row) =>
    cells.every(
      (cell, column) => sheet[row]?.[column] === (FORMULA.test(cell) ? `'${cell}` : cell),
    ),
  );
  if (raw.length !== stored.length + HEAD_ROWS || sheet.length !== raw.length)
    throw new Error(`B7: ${raw.length} and ${sheet.length} rows for ${stored.length} names.`);
  if (!isStored || !isDisarmed) throw new Error("B7: a cell is not what is stored.");
}

/** What the database needs to say the same names, in its own format. */
async function copied(sql: postgres.Sql): Promise<number> {
  const startedAt = performance.now();
  const stream =
    await sql`copy (select name, partner_id, account_id, lifecycle, expires_at, renew_by, auto_renew,
    lock_state, nameservers, tags from domains order by name) to stdout with csv`.readable();
  for await (const _chunk of stream) void _chunk;
  return performance.now() - startedAt;
}
