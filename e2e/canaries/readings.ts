import { expect } from "../fixtures";
import type { Account, House } from "../house";
import { HttpClient } from "../http-client";
import { WRONG } from "./credentials";
import { type Ground, plantAccount, sealFor } from "./ground";

/** A registrar would repeat what it was sent by one account to that account alone, so no other may ask meanwhile. */
async function parkOthers(house: House, ids: readonly string[]): Promise<void> {
  await house.sql`
    update registrar_accounts set next_sync_at = '2999-01-01' where id <> all(${ids})`;
  const running = async () => {
    const rows = await house.sql`
      select id from sync_runs where finished_at is null and account_id <> all(${ids})`;
    return rows.length;
  };
  await expect.poll(running, { timeout: 30_000 }).toBe(0);
}

/** Has cron read the accounts, and waits until each has been read once more. */
export async function readAll(
  { own, house, answers }: Ground,
  accounts: readonly Account[],
): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const finished = async () => {
    const rows = await house.sql<{ id: string; runs: number }[]>`
      select a.id, count(r.id)::int as runs from registrar_accounts a
      left join sync_runs r on r.account_id = a.id and r.finished_at is not null
      where a.id = any(${ids}) group by a.id`;
    return new Map(rows.map(({ id, runs }) => [id, runs]));
  };
  await parkOthers(house, ids);
  const before = await finished();
  await house.sql`delete from circuit_breakers`;
  await house.sql`update registrar_accounts set next_sync_at = now() where id = any(${ids})`;
  const cron = new HttpClient(own.demo.url, null, answers);
  const authorization = `Bearer ${own.demo.cronSecret}`;
  await expect
    .poll(
      async () => {
        await cron.send("/api/cron/sync", { headers: { authorization } });
        const after = await finished();
        return ids.filter((id) => (after.get(id) ?? 0) <= (before.get(id) ?? 0));
      },
      { timeout: 40_000 },
    )
    .toEqual([]);
}

/** An account that is reached through a proxy which may not be: its password is opened, and goes nowhere. */
export async function plantBehindProxy(ground: Ground): Promise<Account> {
  const { house, planted } = ground;
  const account = await plantAccount(ground, "gandi", WRONG.gandi);
  const place = `registrar_accounts|proxy_password|${account.id}`;
  await house.sql`
    update registrar_accounts set proxy_url = 'http://127.0.0.1:1', proxy_username = 'canary',
      proxy_password = ${sealFor(ground, planted.proxyPassword, place)}
    where id = ${account.id}`;
  await readAll(ground, [account]);
  return account;
}
