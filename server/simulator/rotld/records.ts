/** What the registry keeps about one name. Instants are ISO 8601 in UTC; answers write local time. */
export type RotldDomain = {
  readonly name: string;
  readonly registrarId: string;
  readonly registrantId: string;
  readonly registeredAt: string;
  readonly expiresAt: string;
  readonly deletionAt: string | null;
  readonly statuses: readonly string[];
  readonly nameservers: readonly string[];
  readonly dsdata: readonly DsData[];
  readonly authorizationKey: string;
  /** A transfer or trade under way: whose the name is from then on. */
  readonly arrival: Arrival | null;
};

export type Arrival = {
  readonly at: string;
  readonly registrarId: string;
  readonly registrantId: string;
  /** Years that come with it, in a trade. */
  readonly years: number;
};

export type DsData = {
  readonly keytag: string;
  readonly alg: string;
  readonly digest_type: string;
  readonly digest: string;
};

export type RotldContact = {
  readonly cid: string;
  readonly registrarId: string;
  /** Fields as they were sent. */
  readonly fields: Readonly<Record<string, string>>;
};

export type RotldHost = {
  readonly name: string;
  readonly registrarId: string;
  readonly ips: readonly string[];
};

export type RotldTrade = {
  readonly tid: string;
  readonly registrarId: string;
  readonly name: string;
  readonly registrantId: string;
  readonly years: number;
  readonly isConfirmed: boolean;
};

/** Waits in a registrar's queue from `at` until it is acknowledged. */
export type RotldMessage = {
  readonly id: string;
  readonly registrarId: string;
  readonly at: string;
  readonly type: string;
  readonly domain: string;
};
