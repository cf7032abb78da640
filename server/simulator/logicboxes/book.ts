import type { Simulation } from "../simulation";
import { addYears, daysBetween, toInstant } from "../time";
import { RESELLERS, type Reseller } from "./accounts";
import type { LbContact, LbCustomer, LbOrder } from "./records";
import { buildOrders, FIRST_CONTACTS } from "./world";

export const LOGICBOXES_PREFIX = "/logicboxes";

const HOLD_DAYS = 40;
const RESTORE_DAYS = 70;

type Kinds = {
  order: LbOrder;
  contact: LbContact;
  customer: LbCustomer;
  /** Cents a reseller has spent. */
  spent: number;
  counter: number;
};

/** What LogicBoxes keeps: the world as it began, and what happened since. */
export class Book {
  private readonly began = new Map<string, unknown>();
  private readonly firstIds: readonly string[];

  constructor(private readonly sim: Simulation) {
    const orders = buildOrders(new Date(sim.state.beganAt));
    for (const one of orders) this.began.set(`order ${one.orderId}`, one);
    for (const one of FIRST_CONTACTS) this.began.set(`contact ${one.contactId}`, one);
    for (const one of RESELLERS)
      this.began.set(`customer ${one.customerId}`, {
        customerId: one.customerId,
        userId: one.userId,
        username: `names@${one.userId}.example`,
        name: one.name,
        company: one.name,
      });
    this.firstIds = orders.map(({ orderId }) => orderId);
  }

  get now(): string {
    return toInstant(this.sim.now());
  }

  /** When what takes `delays` delays from now will be over, to the millisecond. */
  dueAfter(delays: number): string {
    const { completionDelayMs } = this.sim.state.settings;
    return new Date(this.sim.now().getTime() + delays * completionDelayMs).toISOString();
  }

  /** Whether somebody else in the simulated world has `name`. */
  isElsewhere(name: string): boolean {
    return this.sim.domain(name) !== undefined;
  }

  find<K extends keyof Kinds>(kind: K, key: string): Kinds[K] | undefined {
    const found = this.sim.kept(LOGICBOXES_PREFIX).get(`${kind} ${key}`);
    return (found ?? this.began.get(`${kind} ${key}`)) as Kinds[K] | undefined;
  }

  put<K extends keyof Kinds>(kind: K, key: string, value: Kinds[K]): void {
    this.sim.keep(LOGICBOXES_PREFIX, `${kind} ${key}`, value);
  }

  /** An order as it stands now. */
  order(orderId: string): LbOrder | undefined {
    const order = this.find("order", orderId);
    return order && aged(settled(order, this.sim.now()), this.now);
  }

  /** All orders, the oldest first. */
  orders(): LbOrder[] {
    const later = [...this.sim.kept(LOGICBOXES_PREFIX).keys()].flatMap((key) =>
      key.startsWith("order ") ? [key.slice("order ".length)] : [],
    );
    const ids = new Set([...this.firstIds, ...later]);
    return [...ids].sort((a, b) => Number(a) - Number(b)).flatMap((id) => this.order(id) ?? []);
  }

  /** The order that holds `name`, whoever has it; the newest where there were several. */
  holding(name: string): LbOrder | undefined {
    return this.orders()
      .filter((one) => one.name === name)
      .at(-1);
  }

  /** The contacts, and the customers, that came since the world began. */
  kept<K extends "contact" | "customer">(kind: K): Kinds[K][] {
    const all = new Map([...this.began, ...this.sim.kept(LOGICBOXES_PREFIX)]);
    return [...all].flatMap(([key, value]) =>
      key.startsWith(`${kind} `) ? [value as Kinds[K]] : [],
    );
  }

  nextId(what: string, first: number): string {
    const number = (this.find("counter", what) ?? first) + 1;
    this.put("counter", what, number);
    return String(number);
  }

  balanceMinor(reseller: Reseller): number {
    return reseller.balanceMinor - (this.find("spent", reseller.userId) ?? 0);
  }

  spend(reseller: Reseller, minor: number): void {
    this.put("spent", reseller.userId, (this.find("spent", reseller.userId) ?? 0) + minor);
  }
}

/** An order whose action has come to its end. One that failed stays to be seen. */
function settled(order: LbOrder, now: Date): LbOrder {
  const { action } = order;
  if (!action || Date.parse(action.dueAt) > now.getTime() || action.failure) return order;
  return { ...order, ...action.becomes, action: null };
}

/** What time alone makes of an order: it is renewed, or runs out and can be restored, or is gone. */
function aged(order: LbOrder, now: string): LbOrder {
  const { endsAt, state, autoRenew } = order;
  if (!endsAt || endsAt > now || state !== "Active") return order;
  const days = daysBetween(endsAt, now);
  if (autoRenew) return { ...order, endsAt: addYears(endsAt, Math.ceil(days / 366)) };
  if (days < HOLD_DAYS) return { ...order, state: "InActive" };
  return { ...order, state: days < RESTORE_DAYS ? "Pending Delete Restorable" : "Deleted" };
}
