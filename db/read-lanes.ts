import type { Sql } from "postgres";

/** One connection, held by one reader at a time. */
export type Lane = {
  readonly client: Sql;
  /** How often the connection has been lost: a transaction that was open before is gone, its settings with it. */
  losses: number;
};

/**
 * Connections for transactions that are sent without waiting for answers. A client of the driver that may open one
 * connection sends in order all it is given, which its pools of several do not.
 */
export class ReadLanes {
  readonly #lanes: Lane[] = [];
  readonly #free: Lane[] = [];
  readonly #waiting: ((lane: Lane) => void)[] = [];

  /**
   * @param open opens a client of one connection, and tells each time that is lost
   * @param most lanes at the same time; whoever comes then waits in turn
   */
  constructor(
    private readonly open: (onLost: () => void) => Sql,
    private readonly most: number,
  ) {}

  /** A lane for the caller alone, until it is given back. */
  take(): Lane | Promise<Lane> {
    const free = this.#free.pop();
    if (free) return free;
    if (this.#lanes.length < this.most) return this.#add();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  giveBack(lane: Lane): void {
    const next = this.#waiting.shift();
    if (next) next(lane);
    else this.#free.push(lane);
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map(({ client }) => client.end({ timeout: 5 })));
  }

  #add(): Lane {
    const lane: Lane = {
      losses: 0,
      client: this.open(() => {
        lane.losses += 1;
      }),
    };
    this.#lanes.push(lane);
    return lane;
  }
}
