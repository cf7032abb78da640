import { type Arena, SMALL } from "../arena";
import { median } from "../load";
import { type Figure, figures } from "../result";
import { type SyncGround, TOKEN, touchMs, withSyncedNames } from "../sync-ground";

const line = figures("B9");
const NAMES = 100_000;
const MEGABYTE = 1024 * 1024;
const FIRST_PAGE = "/v5/domain/domains?page=1&per_page=100";

/** The list of an account with 100,000 names, read into the record: nothing changed, then every tenth name. */
export async function b9(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  const names = arena.isQuick ? NAMES / 10 : NAMES;
  return await withSyncedNames(field, names, async (ground) => {
    const rounds: Round[] = [];
    for (let round = 0; round <= arena.rounds; round += 1) {
      const measured = await oneRound(ground);
      // The first warms everything up.
      if (round > 0) rounds.push(measured);
    }
    return figuresOf(rounds);
  });
}

type Round = {
  readonly sameMs: number;
  readonly changedMs: number;
  readonly floorMs: number;
  readonly grownBytes: number;
};

async function oneRound(ground: SyncGround): Promise<Round> {
  const { accountId, ours, plain } = ground;
  const followed = await plain.do("follow", { path: FIRST_PAGE, token: TOKEN });
  const floorMs = followed.allMs + (await touchMs(ground));
  const same = await ours.do("readList", { accountId });
  await proven(ground, 0);
  const drifted = await drift(ground);
  const changed = await ours.do("readList", { accountId });
  await proven(ground, drifted);
  return {
    sameMs: same.allMs,
    changedMs: changed.allMs,
    floorMs,
    grownBytes: Math.max(same.grownBytes, changed.grownBytes),
  };
}

/** Lets every tenth name differ from what its registrar says. @returns how many */
async function drift({ admin, accountId }: SyncGround): Promise<number> {
  const moved = await admin`
    update domains set expires_at = expires_at - interval '3 days', updated_at = now() where account_id = ${accountId}
      and expires_at is not null and name in (select name from domains where account_id = ${accountId}
        order by md5(name) limit (select count(*) / 10 from domains where account_id = ${accountId}))`;
  await admin`vacuum (analyze) domains, domain_sync`;
  return moved.count;
}

/** The last run checked every name and found exactly what differed, with one line of the log for each. */
async function proven({ admin, accountId, names }: SyncGround, differing: number): Promise<void> {
  const [row] = await admin<[{ checked: number; changed: number; lines: number; of: number }]>`
    select r.checked, r.changed, count(e.object_id)::int as lines, count(distinct e.object_id)::int as of
    from sync_runs r left join audit_entries e on e.run_id = r.id and e.action = 'domain.changed'
    where r.id = (select id from sync_runs where account_id = ${accountId} order by started_at desc limit 1)
    group by r.id`;
  const isExact =
    row.checked === names && [row.changed, row.lines, row.of].every((count) => count === differing);
  if (!isExact)
    throw new Error(
      `B9: ${row.checked} of ${names} names were checked, ${row.changed} of ${differing} changed, with ${row.lines} lines.`,
    );
}

function figuresOf(rounds: readonly Round[]): Figure[] {
  const of = (what: keyof Round) => median(rounds.map((round) => round[what]));
  return [
    line({
      what: "100,000 names by their account's list, unchanged; floor the pages by a pool of connections alone, and one narrow UPDATE",
      ours: of("sameMs") / 1_000,
      unit: "s",
      floor: of("floorMs") / 1_000,
      atMost: 3,
    }),
    line({
      what: "the same, every tenth name changed, each with its line in the log",
      ours: of("changedMs") / 1_000,
      unit: "s",
      floor: of("floorMs") / 1_000,
      atMost: 6,
    }),
    line({
      what: "memory beyond the idle worker: most of all rounds",
      ours: Math.max(...rounds.map(({ grownBytes }) => grownBytes)) / MEGABYTE,
      unit: "MB",
      atMost: 64,
    }),
  ];
}
