import { z } from "zod";
import type { Endpoint } from "./endpoint";
import { CONFLICTS } from "./endpoints/conflicts";
import { CONTACTS } from "./endpoints/contacts";
import { DOMAINS } from "./endpoints/domains";
import { NAMESERVER_SETS } from "./endpoints/nameserver-sets";
import { OPERATIONS } from "./endpoints/operations";
import { PLANS } from "./endpoints/plans";
import { PRICES } from "./endpoints/prices";
import { REGISTRATIONS } from "./endpoints/registrations";
import { SYNC } from "./endpoints/sync";
import { TRANSFERS } from "./endpoints/transfers";

const DESCRIPTION: Endpoint = {
  method: "get",
  path: "/openapi.json",
  summary: "This description",
  permission: "domain.read",
  answer: z.record(z.string(), z.unknown()),
};

/** Whatever a key of some scope may ask. Everything else of /api/v1 is for people. */
export const ENDPOINTS: readonly Endpoint[] = [
  DESCRIPTION,
  ...DOMAINS,
  ...PLANS,
  ...OPERATIONS,
  ...REGISTRATIONS,
  ...TRANSFERS,
  ...NAMESERVER_SETS,
  ...CONTACTS,
  ...PRICES,
  ...SYNC,
  ...CONFLICTS,
];
