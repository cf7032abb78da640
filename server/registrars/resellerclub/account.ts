import type { OutboundClient } from "@/server/outbound/call";

/** One reseller account at ResellerClub, or at another brand of LogicBoxes. */
export type ResellerClubAccount = {
  /** Bound to /api; it adds the key to each call. */
  readonly api: OutboundClient;
  /** The reseller's number. It goes along with each call, and is no secret by itself. */
  readonly userId: string;
  /** Under whom new names are booked; without it nothing new can be ordered. */
  readonly customerId?: string | undefined;
  /** Tells this account from every other one in what a process remembers. */
  readonly cacheKey: string;
};
