/** Something an order is being put through; it is over at `dueAt`. */
export type LbAction = {
  readonly id: string;
  readonly type: "AddNewDomain" | "AddTransferDomain";
  readonly startedAt: string;
  readonly dueAt: string;
  /** Why it will fail; absent for one that will succeed. */
  readonly failure?: string;
  /** What the order becomes when it succeeds. */
  readonly becomes: Partial<Omit<LbOrder, "action">>;
};

export type LbState =
  | "InActive"
  | "Active"
  | "Suspended"
  | "Pending Delete Restorable"
  | "Deleted"
  | "Archived";

export type LbContactIds = {
  readonly reg: string;
  readonly admin: string;
  readonly tech: string;
  readonly billing: string;
};

/** One order of a name. The same name may have older ones that have ended. Instants are ISO 8601, UTC. */
export type LbOrder = {
  readonly orderId: string;
  readonly userId: string;
  readonly customerId: string;
  readonly name: string;
  readonly state: LbState;
  /** Words of `orderstatus`. */
  readonly locks: readonly string[];
  readonly createdAt: string;
  /** Null for a name that has not arrived yet. */
  readonly endsAt: string | null;
  readonly autoRenew: boolean;
  readonly isPrivate: boolean;
  readonly nameservers: readonly string[];
  /** Addresses of hosts below the name, by their full names; absent until there was one. */
  readonly children?: Readonly<Record<string, readonly string[]>>;
  readonly secret: string;
  readonly contacts: LbContactIds;
  readonly action: LbAction | null;
};

/** The fields of a contact as they were sent. */
export type LbContact = {
  readonly contactId: string;
  readonly customerId: string;
  readonly fields: Readonly<Record<string, string>>;
};

export type LbCustomer = {
  readonly customerId: string;
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly company: string;
};
