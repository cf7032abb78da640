import postgres from "postgres";

/** How long a connection rests at a kill point: long enough to be found there, short enough not to be waited for. */
const REST_SECONDS = 1.2;

/**
 * Makes connections rest where a test wants to kill them: at the named event of an operation on the named domain. The product knows
 * nothing of it.
 *
 * Events: `intent` (the row is being inserted), `dispatch` (it is being told to be sent), `answer` (what came back is
 * being written).
 */
export async function installKillPoints(ownerUrl: string): Promise<() => Promise<void>> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe(`
    create table kill_points (name text primary key, event text not null);
    grant select, insert, delete on kill_points to namekeep_app;
    create function rest_at_kill_point() returns trigger language plpgsql as $$
    declare
      met text := case
        when tg_op = 'INSERT' then 'intent'
        when new.state = 'submitted' and old.state = 'pending' then 'dispatch'
        when old.state = 'submitted' and old.accepted_at is null
          and (new.accepted_at is not null or new.state <> 'submitted') then 'answer'
      end;
    begin
      if exists (select 1 from public.kill_points k where k.name = new.name and k.event = met) then
        perform set_config('application_name', 'rests|' || new.name, false);
        perform pg_sleep(${REST_SECONDS});
      end if;
      return new;
    end $$;
    create trigger rest_at_kill_point before insert or update on operations
    for each row execute function rest_at_kill_point();`);
  return () => owner.end();
}
