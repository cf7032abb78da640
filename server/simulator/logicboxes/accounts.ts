/** A reseller as LogicBoxes knows it. */
export type Reseller = {
  readonly userId: string;
  /** Opens nothing real. */
  readonly key: string;
  readonly name: string;
  /** Addresses that may call, or null for every one. */
  readonly allowed: readonly string[] | null;
  readonly isSuspended: boolean;
  readonly balanceMinor: number;
  /** The customer whose names the reseller's own are. */
  readonly customerId: string;
};

const open = { allowed: null, isSuspended: false, balanceMinor: 1_000_000 } as const;

export const NORTHWIND: Reseller = {
  ...open,
  userId: "740118",
  key: "sim-lb-northwind-4f1c",
  name: "Northwind Hosting",
  customerId: "10423211",
};
/** Holds names of its own, which NORTHWIND must not see. */
export const SOUTHGATE: Reseller = {
  ...open,
  userId: "740226",
  key: "sim-lb-southgate-9a02",
  name: "Southgate Holdings",
  customerId: "10423990",
};
/** May call from an address in Bucharest alone. */
export const ELSEWHERE: Reseller = {
  ...open,
  userId: "740334",
  key: "sim-lb-elsewhere-77de",
  name: "Eastquay Names",
  allowed: ["192.0.2.17"],
  customerId: "10424107",
};
export const SUSPENDED: Reseller = {
  ...open,
  userId: "740442",
  key: "sim-lb-suspended-0b3e",
  name: "Westmole Domains",
  isSuspended: true,
  customerId: "10424311",
};
/** Cannot pay for anything. */
export const POOR: Reseller = {
  ...open,
  userId: "740550",
  key: "sim-lb-poor-5c8a",
  name: "Thinpurse Web",
  balanceMinor: 100,
  customerId: "10424522",
};

export const RESELLERS: readonly Reseller[] = [NORTHWIND, SOUTHGATE, ELSEWHERE, SUSPENDED, POOR];

export const CURRENCY = "USD";
