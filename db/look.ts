import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import type { Database, TenantSetting, Transaction } from "./client";
import type { Lane } from "./read-lanes";

type Client = Sql & TransactionSql;
type NoTables = Record<string, never>;

const dialect = new PgDialect({ casing: "snake_case" });

/** One transaction on a lane. */
class Turn {
  #isOver = false;
  readonly #losses: number;

  constructor(private readonly lane: Lane) {
    this.#losses = lane.losses;
  }

  get isLost(): boolean {
    return this.lane.losses !== this.#losses;
  }

  /** Refuses what comes too late: by then the connection is another reader's, or another connection. */
  readonly ask: Sql["unsafe"] = (...words) => {
    if (this.isLost) throw lost();
    if (this.#isOver) throw new Error("This transaction has ended.");
    return this.lane.client.unsafe(...words);
  };

  /** Sends both at once, ahead of whatever is asked next: PostgreSQL answers one connection in order. */
  begin(tenant: TenantSetting): Promise<unknown> {
    const began = this.ask("begin read only").execute();
    const named = this.ask("select set_config('app.partner', $1, true)", [tenant], {
      prepare: true,
    });
    const begun = Promise.all([began, named.execute()]);
    // Told by whoever waits for it, which is later than this may fail.
    begun.catch(() => undefined);
    return begun;
  }

  /** There is nothing to keep, so nobody need wait for the answer. */
  end(): Promise<unknown> {
    const ended = this.isLost ? Promise.resolve() : this.ask("commit").execute();
    this.#isOver = true;
    return ended.catch(() => undefined);
  }

  transaction(): Transaction {
    const guarded: Client = Object.assign(Object.create(this.lane.client), { unsafe: this.ask });
    const session = new PostgresJsSession<Client, NoTables, NoTables>(guarded, dialect, undefined);
    return new PostgresJsTransaction(dialect, session, undefined);
  }
}

const lost = (): Error =>
  Object.assign(new Error("The connection was lost within a transaction."), {
    code: "CONNECTION_CLOSED",
  });

/**
 * Opens a transaction that sees the rows of one tenant only, as `inTenant` does, and that PostgreSQL lets change
 * nothing. Its beginning and its tenant travel with the first query and its end after the answer, so that it takes
 * one round trip where `inTenant` takes four. Fails, and shows nothing, when either did not arrive.
 */
export async function lookInTenant<T>(
  { lanes }: Database,
  tenant: TenantSetting,
  body: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const lane = await lanes.take();
  const turn = new Turn(lane);
  const begun = turn.begin(tenant);
  try {
    // A server that is not there is told by the beginning; the driver goes on to try the rest, one by one.
    const value = await Promise.race([body(turn.transaction()), begun.then(forEver)]);
    await begun;
    if (turn.isLost) throw lost();
    void turn.end();
    lanes.giveBack(lane);
    return value;
  } catch (error) {
    // What was asked besides may still be running: the end waits for it, and the lane for the end.
    void turn.end().then(() => lanes.giveBack(lane));
    // Without its beginning the body found nothing, and failed for that.
    await begun;
    throw turn.isLost ? lost() : error;
  }
}

const forEver = (): Promise<never> => new Promise(() => undefined);
