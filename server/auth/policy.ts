import { AppError } from "../kernel/errors";
import type { Actor } from "./actor";
import type { Role } from "./roles";

const EVERYONE = ["admin", "staff", "customer"] as const;
const HOUSE = ["admin", "staff"] as const;

/** The whole authorisation policy: which roles hold which permission. */
export const HOLDERS = {
  "self.manage": EVERYONE,
  "domain.read": EVERYONE,
  "domain.edit": EVERYONE,
  "domain.export": EVERYONE,
  "domain.sync": EVERYONE,
  "domain.change": EVERYONE,
  "domain.unlock": EVERYONE,
  "domain.pay": EVERYONE,
  "operation.read": EVERYONE,
  "operation.run": [],
  "operation.resolve": ["admin"],
  "plan.approve": HOUSE,
  "domain.import": HOUSE,
  "domain.assign": HOUSE,
  "domain.move": ["admin"],
  "contact.read": EVERYONE,
  "contact.manage": EVERYONE,
  "availability.check": EVERYONE,
  "view.manage": EVERYONE,
  "sync.read": EVERYONE,
  "sync.run": HOUSE,
  "audit.read": EVERYONE,
  "audit.read_house": ["admin"],
  "account.read": HOUSE,
  "account.test": HOUSE,
  "account.manage": ["admin"],
  "partner.read": HOUSE,
  "partner.manage": ["admin"],
  "user.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof HOLDERS;

/** Whether `actor` holds `permission`. Jobs hold every permission. */
export const holds = (actor: Actor, permission: Permission): boolean =>
  actor.kind === "job" || (HOLDERS[permission] as readonly Role[]).includes(actor.role);

/** A refusal that names the permission, so that the log of denied attempts can tell it. */
export class Denied extends AppError {
  constructor(readonly permission: Permission) {
    super("forbidden", "Your role does not allow this. Ask an administrator of your organisation.");
  }
}

/** @throws AppError `forbidden` when the actor's role does not hold `permission`. */
export function authorize(actor: Actor, permission: Permission): void {
  if (!holds(actor, permission)) throw new Denied(permission);
}
