import { Client } from "undici";
import type { Visitor } from "./people";

export type Aim = { readonly origin: string; readonly path: string; readonly visitor?: Visitor };
export type Strength = { readonly connections: number; readonly seconds: number };

/** What a load measured; times in milliseconds. */
export type Measured = {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
};

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A connection that asks one thing after another. */
export class Caller {
  readonly #client: Client;
  readonly #headers: Record<string, string>;

  constructor(origin: string, visitor?: Visitor) {
    this.#client = new Client(origin, { pipelining: 1 });
    this.#headers = visitor ? { cookie: visitor.cookie } : {};
  }

  /** @throws Error for any answer but 200 */
  async get(path: string, method: "GET" | "POST" = "GET", headers: Record<string, string> = {}) {
    const startedAt = performance.now();
    const { statusCode, body } = await this.#client.request({
      path,
      method,
      headers: { ...this.#headers, ...headers },
    });
    const bytes = Buffer.from(await body.arrayBuffer());
    const ms = performance.now() - startedAt;
    if (statusCode !== 200)
      throw new Error(`${path} answered ${statusCode}: ${bytes.toString().slice(0, 300)}`);
    return { ms, bytes };
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse((await this.get(path)).bytes.toString()) as T;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

/** Asks for `aim` over so many connections for so long, each connection one request at a time. */
export async function drive(aim: Aim, { connections, seconds }: Strength): Promise<Measured> {
  const deadline = performance.now() + seconds * 1000;
  const times: number[] = [];
  const one = async () => {
    const caller = new Caller(aim.origin, aim.visitor);
    while (performance.now() < deadline) times.push((await caller.get(aim.path)).ms);
    await caller.close();
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    perSecond: times.length / elapsedSeconds,
  };
}

const middle = (rounds: readonly Measured[]): Measured => ({
  p50: median(rounds.map(({ p50 }) => p50)),
  p95: median(rounds.map(({ p95 }) => p95)),
  p99: median(rounds.map(({ p99 }) => p99)),
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
});

/**
 * Measures several aims by turns, so that each meets the machine in the same moods, and takes the
 * median of the rounds. Every aim is warmed up first.
 */
export async function compare(
  aims: readonly Aim[],
  strength: Strength,
  rounds: number,
): Promise<Measured[]> {
  for (const aim of aims) await drive(aim, { ...strength, seconds: Math.min(2, strength.seconds) });
  const found: Measured[][] = aims.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, aim] of aims.entries()) found[index]?.push(await drive(aim, strength));
  return found.map(middle);
}
