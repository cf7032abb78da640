import { AppError } from "../kernel/errors";
import type { Actor } from "./actor";
import { KEY_SCOPES, type KeyScope } from "./key-scopes";
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
  "domain.contacts": EVERYONE,
  "domain.pay": EVERYONE,
  "transfer.steer": EVERYONE,
  "transfer.answer": ["admin", "customer"],
  "domain.reveal_code": ["admin", "customer"],
  "operation.read": EVERYONE,
  "operation.run": [],
  "operation.resolve": ["admin"],
  "plan.approve": EVERYONE,
  "approval.manage": ["admin"],
  "domain.import": HOUSE,
  "domain.assign": HOUSE,
  "domain.move": ["admin"],
  "contact.read": EVERYONE,
  "contact.manage": EVERYONE,
  "availability.check": EVERYONE,
  "nameserver_set.manage": EVERYONE,
  "view.manage": EVERYONE,
  "sync.read": EVERYONE,
  "sync.run": HOUSE,
  "conflict.read": EVERYONE,
  "conflict.decide": HOUSE,
  "audit.read": EVERYONE,
  "audit.read_house": ["admin"],
  "price.read": HOUSE,
  "price.manage": HOUSE,
  "price.enter": ["admin"],
  "mail.send": [],
  "account.read": HOUSE,
  "account.test": HOUSE,
  "account.manage": ["admin"],
  "partner.read": HOUSE,
  "partner.manage": ["admin"],
  "user.manage": ["admin"],
  "settings.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof HOLDERS;

/**
 * What the key of a program may be used for, by the least scope that holds it. What stands not here only people do:
 * opening doors, deciding for others, managing accounts and people.
 */
export const KEY_HOLDERS: Readonly<Partial<Record<Permission, KeyScope>>> = {
  "domain.read": "read",
  "domain.export": "read",
  "operation.read": "read",
  "availability.check": "read",
  "contact.read": "read",
  "sync.read": "read",
  "conflict.read": "read",
  "price.read": "read",
  "domain.edit": "write",
  "domain.sync": "write",
  "conflict.decide": "write",
  "domain.change": "write",
  "nameserver_set.manage": "write",
  "domain.pay": "pay",
};

const isInScope = (scope: KeyScope, permission: Permission): boolean => {
  const needed = KEY_HOLDERS[permission];
  return needed !== undefined && KEY_SCOPES.indexOf(needed) <= KEY_SCOPES.indexOf(scope);
};

/** Whether `actor` holds `permission`. Jobs hold every permission; a key what its role and its scope both hold. */
export const holds = (actor: Actor, permission: Permission): boolean =>
  actor.kind === "job" ||
  ((HOLDERS[permission] as readonly Role[]).includes(actor.role) &&
    (actor.kind === "user" || isInScope(actor.scope, permission)));

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
