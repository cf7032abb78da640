import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import postgres, { type Sql } from "postgres";
import type { Role } from "@/server/auth/roles";
import { parseCredentialKeys } from "@/server/kernel/credential-keys";
import { seal } from "@/server/kernel/seal";
import { hashToken, newToken } from "@/server/kernel/tokens";
import { PEOPLE, type Who, type World } from "./world";

export type Person = { readonly id: string; readonly email: string; readonly name: string };
export type Partner = { readonly id: string; readonly name: string };
export type Run = {
  readonly state: string;
  readonly pages: number;
  readonly checked: number;
  readonly added: number;
  readonly resumed: number;
  readonly errors: number;
};
export type Planted = {
  readonly domainId: string;
  readonly accountId: string;
  readonly entryId: string;
  readonly runId: string;
};
export type Account = { readonly id: string; readonly name: string };

const SESSION_SECONDS = 12 * 3600;

/** The database of the demo, for what a test needs to stand before it begins. It acts as the application does, seeing all. */
export class House {
  readonly sql: Sql;

  constructor(private readonly demo: World) {
    this.sql = postgres(demo.databaseUrl, {
      max: 3,
      onnotice: () => undefined,
      connection: { role: "namekeep_app", "app.partner": "*" },
    });
  }

  close(): Promise<void> {
    return this.sql.end();
  }

  async person(who: Who): Promise<Person> {
    const [found] = await this.sql<Person[]>`
      select id, email, name from users where email = ${PEOPLE[who]}`;
    if (!found) throw new Error(`The demo has no ${PEOPLE[who]}.`);
    return found;
  }

  /** Somebody of this test alone, so that it may lock them out. */
  async newPerson(role: Role, partnerId: string | null = null): Promise<Person> {
    const mark = randomUUID().slice(0, 8);
    const [made] = await this.sql<Person[]>`
      insert into users (email, name, role, partner_id)
      values (${`${mark}@test.example`}, ${`Tess ${mark}`}, ${role}, ${partnerId})
      returning id, email, name`;
    if (!made) throw new Error("insert returned no row");
    return made;
  }

  async newPartner(): Promise<Partner> {
    const name = `Partner ${randomUUID().slice(0, 8)}`;
    const [made] = await this.sql<Partner[]>`
      insert into partners (slug, name) values (${name.toLowerCase().replace(" ", "-")}, ${name})
      returning id, name`;
    if (!made) throw new Error("insert returned no row");
    return made;
  }

  async partnerOf(who: "acme" | "lumen"): Promise<Partner> {
    const [found] = await this.sql<Partner[]>`
      select p.id, p.name from partners p join users u on u.partner_id = p.id
      where u.email = ${PEOPLE[who]}`;
    if (!found) throw new Error(`${PEOPLE[who]} has no partner.`);
    return found;
  }

  /** A cookie that would be looked up, of a session that does not exist. */
  strangersCookie(): Promise<string> {
    return encode({
      token: { sid: newToken() },
      secret: this.demo.authSecret,
      maxAge: SESSION_SECONDS,
    });
  }

  /** Opens a session and hands back the value of its cookie, as signing in would have set it. */
  async openSession(person: Person, token = newToken()): Promise<string> {
    await this.sql`
      insert into sessions (token_hash, user_id, expires_at, address, agent)
      values (${hashToken(token)}, ${person.id}, now() + interval '12 hours', '127.0.0.1', 'Mozilla/5.0 Firefox/140.0')`;
    return encode({
      token: { sid: token },
      secret: this.demo.authSecret,
      maxAge: SESSION_SECONDS,
    });
  }

  /** The same for a session of somebody who last showed an hour ago who they are. */
  async openOldSession(person: Person): Promise<string> {
    const token = newToken();
    const cookie = await this.openSession(person, token);
    await this.sql`
      update sessions set created_at = now() - interval '1 hour' where token_hash = ${hashToken(token)}`;
    return cookie;
  }

  /** An account at the simulator that nobody has read yet. It is due when the test says so. */
  async newAccount(token: string, defaultPartnerId: string | null = null): Promise<Account> {
    const id = randomUUID();
    const name = `Account ${id.slice(0, 8)}`;
    const keys = parseCredentialKeys(this.demo.credentialKeys);
    if (!keys) throw new Error("E2E_CREDENTIAL_KEYS cannot be read.");
    const credential = seal(
      keys.byVersion,
      JSON.stringify({ token }),
      `registrar_accounts|credential|${id}`,
    );
    await this.sql`
      insert into registrar_accounts (id, name, registrar, endpoint, credential, credential_hint, default_partner_id)
      values (${id}, ${name}, 'gandi', 'simulator', ${credential}, ${token.slice(-4)}, ${defaultPartnerId})`;
    return { id, name };
  }

  /** What was read of an account, the oldest first. */
  runsOf(account: Account): Promise<Run[]> {
    return this.sql<Run[]>`
      select state, pages, checked, added, resumed, errors from sync_runs
      where account_id = ${account.id} and domain_id is null order by started_at`;
  }

  /** Takes an account and its names away, so that the next test may bring them again. */
  async removeAccount(account: Account): Promise<void> {
    await this.sql`delete from domains where account_id = ${account.id}`;
    await this.sql`update registrar_accounts set removed_at = now() where id = ${account.id}`;
  }

  /** Waits until no other test uses `what`, and keeps them out until the returned function is called. */
  async alone(what: string): Promise<() => Promise<void>> {
    const held = await this.sql.reserve();
    await held`select pg_advisory_lock(hashtext(${what}))`;
    return async () => {
      await held`select pg_advisory_unlock(hashtext(${what}))`;
      held.release();
    };
  }

  /** Every account there ever was with this key. */
  accountsWith(token: string): Promise<Account[]> {
    return this.sql<Account[]>`
      select id, name from registrar_accounts
      where credential_hint = ${token.slice(-4)} and endpoint = 'simulator'`;
  }

  /** Lets the time run out that a dead process had its account for. */
  async endLease(account: Account): Promise<void> {
    await this.sql`
      update registrar_accounts set lease_until = now() - interval '1 second' where id = ${account.id}`;
  }

  /** The names of a partner counted three ways: by row, by what facets show, by what the log says arrived. */
  async countsOf(partnerId: string): Promise<{ names: number; counted: number; added: number }> {
    const [row] = await this.sql<{ names: number; counted: number; added: number }[]>`
      select (select count(*)::int from domains where partner_id = ${partnerId}) as names,
        (select coalesce(sum(names), 0)::int from domain_facets where partner_id = ${partnerId}) as counted,
        (select count(*)::int from audit_entries
          where partner_id = ${partnerId} and action = 'domain.added') as added`;
    if (!row) throw new Error("select returned no row");
    return row;
  }

  /** The tables in which a text stands in clear. */
  async holdsText(text: string): Promise<string[]> {
    const tables = await this.sql<{ name: string }[]>`
      select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = 'public' and relkind = 'r' and has_table_privilege(pg_class.oid, 'select')`;
    const found = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await this.sql`
          select 1 from ${this.sql(name)} as t where t::text like ${`%${text}%`} limit 1`;
        return row ? [name] : [];
      }),
    );
    return found.flat();
  }

  async makeDue(account: Account): Promise<void> {
    await this.sql`update registrar_accounts set next_sync_at = now() where id = ${account.id}`;
  }

  /** Names of this test alone, one for each day they have to be renewed by. */
  async newNames(partner: Partner, days: readonly (string | null)[]): Promise<string[]> {
    const account = await this.newAccount("never-read");
    const mark = randomUUID().slice(0, 8);
    const rows = days.map((day, index) => ({
      name: `name-${mark}-${String(index).padStart(3, "0")}.com`,
      name_unicode: `name-${mark}-${String(index).padStart(3, "0")}.com`,
      tld: "com",
      partner_id: partner.id,
      account_id: account.id,
      renew_by: day,
    }));
    await this.sql`insert into domains ${this.sql(rows)}`;
    return rows.map(({ name }) => name);
  }

  /** Notes, a tag, a shared view, a line in the log and a reading, all carrying `mark`, beside a name. */
  async plantBeside(name: string, mark: string): Promise<Planted> {
    const [domain] = await this.sql<{ id: string; account: string; partner: string }[]>`
      update domains set notes = ${`note ${mark}`}, tags = array[${mark}] where name = ${name}
      returning id, account_id as account, partner_id as partner`;
    if (!domain) throw new Error(`There is no ${name}.`);
    const { id, account, partner } = domain;
    await this.sql`
      insert into saved_views (user_id, partner_id, name, params, is_shared)
      values (${randomUUID()}, ${partner}, ${`view ${mark}`}, ${`q=${name}`}, true)`;
    const [entry] = await this.sql<{ id: string }[]>`
      insert into audit_entries (partner_id, actor_kind, actor_id, actor_name, action, object_kind, object_id,
        object_name, source, request_id, before, after)
      values (${partner}, 'user', ${randomUUID()}, ${`Actor ${mark}`}, 'domain.edited', 'domain', ${id}, ${name},
        'ui', ${randomUUID()}, '{}', ${this.sql.json({ notes: mark })})
      returning id::text`;
    const [run] = await this.sql<{ id: string }[]>`
      insert into sync_runs (partner_id, account_id, domain_id, trigger, state, actor_kind, actor_id, actor_name,
        request_id, finished_at, problems)
      values (${partner}, ${account}, ${id}, 'manual', 'completed', 'user', ${randomUUID()}, ${`Actor ${mark}`},
        ${randomUUID()}, now(), ${this.sql.json([{ name, problem: mark }])})
      returning id`;
    return { domainId: id, accountId: account, entryId: entry?.id ?? "", runId: run?.id ?? "" };
  }

  /** What the log says somebody did. */
  async entriesBy(actorId: string): Promise<string[]> {
    const rows = await this.sql<{ action: string }[]>`
      select action from audit_entries where actor_id = ${actorId} order by id`;
    return rows.map(({ action }) => action);
  }

  async removeName(name: string): Promise<void> {
    await this.sql`delete from domains where name = ${name}`;
  }

  /** A name of the demo that is not written as it is stored. */
  async internationalName(): Promise<{ name: string; nameUnicode: string; partner: string }> {
    const [found] = await this.sql<{ name: string; nameUnicode: string; partner: string }[]>`
      select name, name_unicode as "nameUnicode", partner_id as partner from domains
      where name <> name_unicode and partner_id is not null order by name limit 1`;
    if (!found) throw new Error("The demo has no international name.");
    return found;
  }

  /** Our own side of a name. */
  async nameByName(name: string): Promise<{ notes: string; version: number }> {
    const [found] = await this.sql<{ notes: string; version: number }[]>`
      select notes, version from domains where name = ${name}`;
    if (!found) throw new Error(`There is no ${name}.`);
    return found;
  }

  /** The names of one partner, in order. */
  async namesOf(partnerId: string): Promise<string[]> {
    const rows = await this.sql<{ name: string }[]>`
      select name from domains where partner_id = ${partnerId} order by name`;
    return rows.map(({ name }) => name);
  }
}
