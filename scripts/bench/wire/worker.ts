import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { database } from "@/db/runtime";
import { environment } from "@/server/kernel/env";
import { seal } from "@/server/kernel/seal";
import { DomainName } from "@/server/names/domain-name";
import { sharedGate } from "@/server/outbound/shared-gate";
import type { RegistrarGateway } from "@/server/registrars/gateway";
import { DIRECT } from "@/server/registrars/open-gateway";
import { baseContext, credentialPlace } from "@/server/runtime";
import { plan, start, work } from "./plan-work";
import { readList, readNames } from "./sync-work";
import type { Registrar, Task, Tasks, Told } from "./tasks";

/** As many as a sensible client would open to one host. */
const POOL = { connections: 16, pipelining: 1 };

/** Keys of the simulator's accounts, which open nothing real. */
const CREDENTIALS: Readonly<Record<Registrar, unknown>> = {
  gandi: { token: "sim-pat-northwind-main" },
  dynadot: { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" },
};

/** A background account of the simulator, opened as the product opens any. */
function gatewayOf(registrar: Registrar): RegistrarGateway {
  const id = randomUUID();
  const { byVersion } = environment().credentialKeys;
  const credential = seal(byVersion, JSON.stringify(CREDENTIALS[registrar]), credentialPlace(id));
  const account = { ...DIRECT, id, registrar, endpoint: "simulator", credential };
  const gateway = baseContext().registrars.open(account, "background");
  if (!gateway.ok) throw new Error(gateway.error.message);
  return gateway.value;
}

async function check({ registrar, names }: Tasks["check"]["asked"]): Promise<Told<"check">> {
  const gateway = gatewayOf(registrar);
  const asked = names.map((name) => DomainName.parse(name));
  const startedAt = performance.now();
  let firstMs = Number.NaN;
  const answers = await gateway.checkAvailabilityOf(asked, {
    onAnswer: () => {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - startedAt;
    },
  });
  const allMs = performance.now() - startedAt;
  return { firstMs, allMs, evidence: answers.map(({ name, evidence }) => `${name} ${evidence}`) };
}

async function fetchAll({ paths, token }: Tasks["fetch"]["asked"]): Promise<Told<"fetch">> {
  const pool = new Pool(environment().simulatorUrl ?? "", POOL);
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const bodies: string[] = paths.map(() => "");
  const queue = paths.entries();
  const startedAt = performance.now();
  const worker = async () => {
    for (const [index, path] of queue) {
      const { body } = await pool.request({ path, method: "GET", headers });
      bodies[index] = await body.text();
    }
  };
  await Promise.all(Array.from({ length: POOL.connections }, worker));
  const allMs = performance.now() - startedAt;
  await pool.close();
  return { allMs, bodies };
}

async function list({ registrar }: Tasks["list"]["asked"]): Promise<Told<"list">> {
  const gateway = gatewayOf(registrar);
  const startedAt = performance.now();
  let rows = 0;
  let cursor: string | undefined;
  do {
    const page = await gateway.listDomains(cursor === undefined ? {} : { cursor });
    if (!page.ok) throw new Error(page.error.message);
    rows += page.value.domains.length;
    cursor = page.value.nextCursor;
  } while (cursor !== undefined);
  return { allMs: performance.now() - startedAt, rows };
}

async function follow({ path, token }: Tasks["follow"]["asked"]): Promise<Told<"follow">> {
  const pool = new Pool(environment().simulatorUrl ?? "", POOL);
  const headers = { authorization: `Bearer ${token}` };
  const startedAt = performance.now();
  let rows = 0;
  for (let next: string | null = path; next; ) {
    const answer: Awaited<ReturnType<Pool["request"]>> = await pool.request({
      path: next,
      method: "GET",
      headers,
    });
    rows += ((await answer.body.json()) as unknown[]).length;
    const [, link] =
      /<https?:\/\/[^/]+([^>]+)>; rel="next"/.exec(String(answer.headers.link)) ?? [];
    next = link ?? null;
  }
  const allMs = performance.now() - startedAt;
  await pool.close();
  return { allMs, rows };
}

/** Lanes that ask again as soon as they had a turn. */
const LANES = 8;

async function turns(asked: Tasks["turns"]["asked"]): Promise<Told<"turns">> {
  const { accountId, perSecond, burst, seconds } = asked;
  const gate = sharedGate(database(), {
    accountId,
    endpoint: "bench.example",
    rate: { requestsPerMinute: perSecond * 60, burst },
    rateKey: accountId,
    lane: "background",
  });
  const atMs: number[] = [];
  const ended = AbortSignal.timeout(seconds * 1_000);
  const lane = async () => {
    while (!ended.aborted) {
      const entry = await gate.enter(ended).catch(() => null);
      if (!entry) return;
      atMs.push(performance.timeOrigin + performance.now());
      if (entry.isOpen) await entry.done("good", "");
      // A call takes a while; and others of this process are let in between.
      await sleep(0);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { atMs };
}

function run(task: Task): Promise<unknown> {
  switch (task.kind) {
    case "check":
      return check(task);
    case "fetch":
      return fetchAll(task);
    case "list":
      return list(task);
    case "follow":
      return follow(task);
    case "turns":
      return turns(task);
    case "readList":
      return readList(task);
    case "readNames":
      return readNames(task);
    case "plan":
      return plan(task);
    case "start":
      return start(task);
    case "work":
      return work(task);
  }
}

process.on("message", (task: Task) => {
  run(task).then(
    (told) => process.send?.({ told }),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
for (const event of ["SIGTERM", "disconnect"] as const) process.once(event, () => process.exit(0));
