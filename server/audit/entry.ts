type Snapshot = Readonly<Record<string, unknown>>;

/** Every action the log knows, with the kind of object it is done to. */
export const ACTIONS = {
  "domain.added": "domain",
  "domain.learned": "domain",
  "domain.changed": "domain",
  "domain.contacts_changed": "domain",
  "domain.edited": "domain",
  "domain.imported": "domain",
  "domain.removed": "domain",
  "domain.assigned": "domain",
  "domain.missing": "domain",
  "domain.disbelieved": "domain",
  "domain.unread": "domain",
  "domain.moved": "domain",
  "domain.conflict_closed": "domain",
  "domain.conflict_decided": "domain",
  "domain.conflict_undone": "domain",
  "domain.code_revealed": "domain",
  "domain.code_fetched": "domain",
  "domain.exported": "view",
  "plan.applied": "plan",
  "plan.paused": "plan",
  "plan.resumed": "plan",
  "plan.cancelled": "plan",
  "plan.finished": "plan",
  "plan.approved": "plan",
  "plan.refused": "plan",
  "plan.resealed": "plan",
  "operation.sent": "operation",
  "operation.accepted": "operation",
  "operation.completed": "operation",
  "operation.failed": "operation",
  "operation.unknown": "operation",
  "operation.retrying": "operation",
  "operation.cancelled": "operation",
  "operation.superseded": "operation",
  "operation.review": "operation",
  "operation.closed": "operation",
  "operation.mail_resent": "operation",
  "operation.cancel_asked": "operation",
  "operation.code_given": "operation",
  "domain.transfer_approved": "domain",
  "domain.transfer_rejected": "domain",
  "webhook.ignored": "account",
  "webhook.secret_added": "account",
  "sync.started": "account",
  "sync.finished": "account",
  "sync.cancelled": "account",
  "sync.failed": "account",
  "account.added": "account",
  "account.tested": "account",
  "account.changed": "account",
  "account.key_replaced": "account",
  "account.rule_changed": "account",
  "account.resealed": "account",
  "account.names_imported": "account",
  "account.removed": "account",
  "contact.added": "contact",
  "contact.changed": "contact",
  "contact.archived": "contact",
  "contact.restored": "contact",
  "contact.resealed": "contact",
  "nameserver_set.added": "nameserver_set",
  "nameserver_set.changed": "nameserver_set",
  "nameserver_set.removed": "nameserver_set",
  "partner.added": "partner",
  "partner.changed": "partner",
  "user.added": "user",
  "user.changed": "user",
  "user.password_set": "user",
  "session.started": "session",
  "session.ended": "session",
  "session.confirmed": "session",
  "session.refused": "session",
  "key.added": "key",
  "key.revoked": "key",
  "view.saved": "view",
  "view.removed": "view",
  "settings.changed": "settings",
  "approval.rule_saved": "settings",
  "approval.rule_removed": "settings",
  "approval.rules_ordered": "settings",
  "domain.ceiling_set": "domain",
  "ceiling.set": "ceiling",
  "price.moved": "price",
  "price.set": "price",
  "price.imported": "price",
  "price.asked_for": "price",
  "price.synced": "price",
  "price.alert_decided": "price",
  "price.rule_saved": "price",
  "price.rule_removed": "price",
  "audit.exported": "audit",
  "access.denied": "permission",
} as const;

export type Action = keyof typeof ACTIONS;
export type ObjectKind = (typeof ACTIONS)[Action];

/** One line of the audit log. Snapshots never hold secrets: no auth codes, no keys, no passwords. */
export type AuditEntry = {
  readonly action: Action;
  readonly objectId: string;
  readonly objectName: string;
  /** The tenant that may see the line; null for affairs of the house. */
  readonly partnerId: string | null;
  readonly before?: Snapshot;
  readonly after?: Snapshot;
  readonly reason?: string;
  readonly result?: "ok" | "refused" | "denied";
  readonly runId?: string;
};
