import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setTimeout as sleep } from "node:timers/promises";
import { houseContext } from "@/server/auth/caller";
import type { ServiceContext } from "@/server/kernel/context";
import { read, transact } from "@/server/kernel/transact";
import { claim } from "@/server/operations/queue/store";
import { tally } from "@/server/operations/steering/store";
import { STEPS, type Step } from "@/server/operations/steps";
import { workOperations } from "@/server/operations/work-operations";
import { applyPlan } from "@/server/plans/apply-plan";
import { makePlan } from "@/server/plans/make-plan";
import { pausePlan } from "@/server/plans/steer";
import type { RegistrarGateway } from "@/server/registrars/gateway";
import type { RegistrarGateways } from "@/server/registrars/open-gateway";
import { median } from "../load";
import type { Tasks, Told } from "./tasks";

/** How long it works before anything is told of it. */
const WARMING_MS = 8_000;
/** Longer than anything sent takes to be seen. */
const SETTLED_WITHIN_MS = 60_000;

export async function plan(asked: Tasks["plan"]["asked"]): Promise<Told<"plan">> {
  const { accountId, names, hosts } = asked;
  const startedAt = performance.now();
  const { id, hash, verdicts } = await makePlan(houseContext("bench"), {
    key: `bench-plan-${crypto.randomUUID()}`,
    selection: { filter: `account=${accountId}`, names, frozenAt: new Date().toISOString() },
    change: { kind: "nameserver_update", nameservers: [...hosts] },
  });
  return { allMs: performance.now() - startedAt, id, hash, changing: verdicts.change };
}

export async function start({ id, hash }: Tasks["start"]["asked"]): Promise<Told<"start">> {
  const startedAt = performance.now();
  await applyPlan(houseContext("bench"), { id, hash });
  return { allMs: performance.now() - startedAt };
}

/** How long a step lasted, and how much of that was spent beyond the port to the registrar. */
type Watch = { readonly startedAt: number; beyondMs: number };

const watching = new AsyncLocalStorage<Watch>();

/** The same way to registrars, each call of it timed for the step it is made in. */
const timed = (registrars: RegistrarGateways): RegistrarGateways => ({
  open(account, lane) {
    const gateway = registrars.open(account, lane);
    return gateway.ok ? { ...gateway, value: new Proxy(gateway.value, TIMED) } : gateway;
  },
});

const TIMED: ProxyHandler<RegistrarGateway> = {
  get(gateway, name) {
    const value: unknown = Reflect.get(gateway, name);
    if (typeof value !== "function") return value;
    return async (...words: unknown[]) => {
      const startedAt = performance.now();
      try {
        return await value.apply(gateway, words);
      } finally {
        const watch = watching.getStore();
        if (watch) watch.beyondMs += performance.now() - startedAt;
      }
    };
  },
};

class TakenBack extends Error {}
const CLAIMED_TOGETHER = 4;
const CLAIMS = 15;

/** What it costs to take up one step, with the whole queue waiting: taken, and given back. */
async function claimMs(ctx: ServiceContext): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < CLAIMS; turn += 1) {
    const startedAt = performance.now();
    const giveBack = transact(ctx, async (tx) => {
      await claim(tx, CLAIMED_TOGETHER);
      throw new TakenBack();
    });
    await giveBack.catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    times.push((performance.now() - startedAt) / CLAIMED_TOGETHER);
  }
  return median(times);
}

/** Works until all that was sent of a plan has come to its end. */
async function settleAll(ctx: ServiceContext, id: string): Promise<void> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  while (Date.now() < deadline) {
    await workOperations(ctx, deadline);
    const { submitted, unknown, retrying } = await read(ctx, (tx) => tally(tx, id));
    if (!(submitted || unknown || retrying)) return;
    await sleep(1_000);
  }
}

export async function work({ id, seconds }: Tasks["work"]["asked"]): Promise<Told<"work">> {
  const house = houseContext("bench");
  const ctx: ServiceContext = { ...house, registrars: timed(house.registrars) };
  const perClaimMs = await claimMs(house);
  const ownMs = new Map<string, number>();
  const isEarly = new Set<string>();
  const warmAt = performance.now() + WARMING_MS;
  const callsAtMs: number[] = [];
  const onCall = () => callsAtMs.push(performance.timeOrigin + performance.now());
  const onEnd = ({ one }: Step) => {
    const watch = watching.getStore();
    if (!watch) return;
    const own = perClaimMs + performance.now() - watch.startedAt - watch.beyondMs;
    ownMs.set(one.id, (ownMs.get(one.id) ?? 0) + own);
    if (watch.startedAt < warmAt) isEarly.add(one.id);
  };
  STEPS.start.bindStore(watching, () => ({ startedAt: performance.now(), beyondMs: 0 }));
  const steps = { start() {}, end() {}, asyncStart() {}, asyncEnd: onEnd, error() {} };
  STEPS.subscribe(steps);
  subscribe("undici:request:create", onCall);
  await workOperations(ctx, Date.now() + WARMING_MS + seconds * 1_000);
  unsubscribe("undici:request:create", onCall);
  await pausePlan(ctx, { id });
  await settleAll(ctx, id);
  STEPS.unsubscribe(steps);
  STEPS.start.unbindStore(watching);
  const told = [...ownMs].filter(([id]) => !isEarly.has(id)).map(([, ms]) => ms);
  return { ownMs: told, ended: ownMs.size, callsAtMs };
}
