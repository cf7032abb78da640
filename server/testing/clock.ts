import postgres from "postgres";
import type { TestDatabase } from "./postgres";

const MOVABLE = `
  create schema test_clock;
  create table test_clock.shift (by interval not null);
  insert into test_clock.shift values ('0');
  create function test_clock.now() returns timestamptz language sql stable
    as 'select pg_catalog.now() + by from test_clock.shift';
  grant usage on schema test_clock to public;
  grant select on test_clock.shift to public;
  do $$
  declare found record;
  begin
    execute format('alter database %I set search_path = test_clock, pg_catalog, public', current_database());
    for found in select table_name, column_name from information_schema.columns
      where table_schema = 'public' and column_default = 'now()'
    loop
      execute format('alter table public.%I alter %I set default test_clock.now()', found.table_name, found.column_name);
    end loop;
    for found in select oid::regprocedure as name from pg_proc
      where pronamespace = 'public'::regnamespace and proconfig::text like '%search_path%'
    loop
      execute format('alter function %s set search_path = test_clock, pg_catalog, public', found.name);
    end loop;
  end $$`;

export type TestClock = {
  /** What the database's clock shows, for the process's own. */
  readonly now: () => Date;
  readonly moveTo: (at: Date | string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Gives a test's database a clock of its own that can be moved: every now() in it goes by that, in statements, in
 * defaults and in functions, so that leases and due times are decided as they are in earnest. Call it before
 * anything connects.
 */
export async function movableClock(database: TestDatabase): Promise<TestClock> {
  const admin = postgres(database.urls.admin, { max: 1, onnotice: () => undefined });
  await admin.unsafe(MOVABLE);
  let shiftMs = 0;
  return {
    now: () => new Date(Date.now() + shiftMs),
    moveTo: async (at) => {
      shiftMs = new Date(at).getTime() - Date.now();
      await admin`update test_clock.shift set by = make_interval(secs => ${shiftMs / 1_000})`;
    },
    close: () => admin.end(),
  };
}
