import { isConnectionLost } from "@/db/connection-lost";
import { read, transact } from "../kernel/transact";
import * as checks from "./checks/store";
import * as selected from "./selected/store";
import type { Session } from "./session";

/** Names looked up together in the order of their urgency: each look goes through all that are left. */
const CHUNK = 20_000;
/** Names taken together at first; as many as the settings say once the registrar turns out to be quick. */
const FIRST = 16;
const QUICK_MS = 1_000;
const SLOW_MS = 4_000;

/** Takes the names of a run in batches, so that each is read by one process however many read. */
export class Claims {
  readonly #session: Session;
  #waiting: readonly checks.Named[] = [];
  #left: number;
  #size: number;
  #takenMs = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#left = session.most;
    this.#size = Math.min(FIRST, session.rules.batch);
  }

  /** The next names, which nobody else has; none when there are none, or the run has its fill. */
  async next(): Promise<checks.Named[]> {
    const { claimed } = this.#session;
    this.#resize();
    while (this.#left > 0) {
      if (this.#waiting.length === 0) this.#waiting = await this.#look();
      if (this.#waiting.length === 0) return [];
      const some = this.#waiting.slice(0, Math.min(this.#size, this.#left));
      const ours = await this.#claim(some);
      this.#waiting = this.#waiting.slice(some.length);
      const got = some.filter(({ id }) => ours.has(id));
      this.#left -= got.length;
      for (const { id } of got) claimed.add(id);
      if (got.length > 0) return got;
    }
    return [];
  }

  /** What is taken together is to be read within moments: it shows how far the run is, and is lost with the process. */
  #resize(): void {
    const tookMs = performance.now() - this.#takenMs;
    if (this.#takenMs > 0 && tookMs < QUICK_MS) this.#size *= 2;
    if (this.#takenMs > 0 && tookMs > SLOW_MS) this.#size = Math.ceil(this.#size / 2);
    this.#size = Math.min(this.#size, this.#session.rules.batch);
    this.#takenMs = performance.now();
  }

  /** Lets others have what was taken and not read. */
  async giveBack(): Promise<void> {
    const { ctx, token, claimed } = this.#session;
    if (claimed.size === 0) return;
    await transact(ctx, (tx) => checks.release(tx, token, [...claimed])).catch((error: unknown) => {
      // What is not given back lapses by itself.
      if (!isConnectionLost(error)) throw error;
    });
    claimed.clear();
  }

  /** Names that are with us already are being read: they are no news. */
  async #look(): Promise<checks.Named[]> {
    const { ctx, run, target, claimed } = this.#session;
    const most = Math.min(CHUNK, this.#left + claimed.size);
    const names = await read(ctx, (tx) => selected.nextNames(tx, target, run.startedAt, most));
    return names.filter(({ id }) => !claimed.has(id));
  }

  /** Does not wait for the run, which is held while answers are written: a claim for one that has ended lapses. */
  #claim(some: readonly checks.Named[]): Promise<ReadonlySet<string>> {
    const { ctx, run, token, target } = this.#session;
    const ids = some.map(({ id }) => id);
    return transact(ctx, (tx) =>
      checks.claim(tx, token, ids, selected.isUntried(target.mode, run.startedAt)),
    );
  }
}
