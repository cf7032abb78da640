import { addDays, addYears, toInstant } from "../time";
import { hashOf } from "../world/random";
import { NORTHWIND, type Reseller, SOUTHGATE } from "./accounts";
import type { LbContact, LbOrder, LbState } from "./records";

/** A name as the world begins, with what is not as usual about it. */
type Plan = {
  readonly name: string;
  readonly expiresInDays: number;
  readonly state?: LbState;
  readonly locks?: readonly string[];
  readonly autoRenew?: boolean;
  readonly isPrivate?: boolean;
  readonly nameservers?: readonly string[];
};

const OWN_HOSTS = ["ns1.northwind.example", "ns2.northwind.example"];
const PARKED = ["parking1.logicboxes.example", "parking2.logicboxes.example"];
const LOCKED = ["transferlock"];

const NORTHWINDS: readonly Plan[] = [
  { name: "brightmeadow.com", expiresInDays: 41 },
  { name: "copperfinch.com", expiresInDays: 9, autoRenew: true },
  { name: "velvetkiln.com", expiresInDays: 88 },
  { name: "harbourglass.net", expiresInDays: 133 },
  { name: "tidewell-marine.net", expiresInDays: 211, locks: [] },
  { name: "saffron-larder.org", expiresInDays: 27, autoRenew: true },
  { name: "peatlandtrust.org", expiresInDays: 301, locks: ["transferlock", "resellerlock"] },
  { name: "quillandslate.info", expiresInDays: 64, nameservers: PARKED },
  { name: "millrace-tools.biz", expiresInDays: 155 },
  { name: "pinwheelkit.xyz", expiresInDays: 19, locks: [] },
  { name: "maplecart.shop", expiresInDays: 72 },
  { name: "fernwick.online", expiresInDays: 118, isPrivate: true },
  { name: "loomandladder.studio", expiresInDays: 240 },
  { name: "northgable.agency", expiresInDays: 176, isPrivate: true },
  { name: "postlantern.email", expiresInDays: 52 },
  { name: "skiffworks.io", expiresInDays: 97 },
  { name: "ambertrail.co", expiresInDays: 333 },
  { name: "chaistop.co.in", expiresInDays: 15, autoRenew: true },
  { name: "monsoonpress.in", expiresInDays: 190 },
  { name: "thistleyard.co.uk", expiresInDays: 220, locks: [] },
  { name: "bramblegate.uk", expiresInDays: 83, locks: [] },
  { name: "alpenkiosk.de", expiresInDays: 143, locks: [] },
  { name: "olivar-norte.es", expiresInDays: 260, locks: [] },
  { name: "papeterie-lune.fr", expiresInDays: 36 },
  { name: "dijkwacht.nl", expiresInDays: 12, locks: [] },
  { name: "moaradelangapod.ro", expiresInDays: 78, locks: [] },
  { name: "sprucelodge.ca", expiresInDays: 290 },
  { name: "xn--kseglocke-v2a.com", expiresInDays: 105 },
  { name: "freshquarry.com", expiresInDays: 360, locks: ["transferlock", "sixtydaylock"] },
  { name: "pausedparcel.com", expiresInDays: 201, state: "Suspended", locks: ["suspended"] },
  { name: "lapsedlantern.com", expiresInDays: -6, locks: [] },
  { name: "latchkey-cafe.net", expiresInDays: -48, locks: ["rgp"] },
  { name: "formerferry.com", expiresInDays: -200, state: "Deleted", locks: [] },
  { name: "oldorchard.net", expiresInDays: -420, state: "Archived", locks: [] },
];

const SOUTHGATES: readonly Plan[] = [
  { name: "southgate-terrace.com", expiresInDays: 120 },
  { name: "kestrelmoor.org", expiresInDays: 30 },
];

const FIRST_ORDER = 38_483_289;
const NORTHWINDS_CONTACT = "5521";
const SOUTHGATES_CONTACT = "5522";

/** The orders of the resellers at the instant the world begins, the oldest first. */
export function buildOrders(now: Date): LbOrder[] {
  const plans = [
    ...NORTHWINDS.map((plan) => ({ plan, reseller: NORTHWIND, contact: NORTHWINDS_CONTACT })),
    ...SOUTHGATES.map((plan) => ({ plan, reseller: SOUTHGATE, contact: SOUTHGATES_CONTACT })),
  ];
  return plans.map(({ plan, reseller, contact }, index) =>
    toOrder(plan, { reseller, contact, orderId: String(FIRST_ORDER + 12 * index), now }),
  );
}

type Place = {
  readonly reseller: Reseller;
  readonly contact: string;
  readonly orderId: string;
  readonly now: Date;
};

function toOrder(plan: Plan, { reseller, contact, orderId, now }: Place): LbOrder {
  const ageYears =
    1 + (hashOf(`age of ${plan.name}`) % 7) + Math.ceil(Math.max(0, plan.expiresInDays) / 365);
  const endsAt = addDays(toInstant(now), plan.expiresInDays + 0.3);
  return {
    orderId,
    userId: reseller.userId,
    customerId: reseller.customerId,
    name: plan.name,
    state: plan.state ?? "Active",
    locks: plan.locks ?? LOCKED,
    createdAt: addYears(endsAt, -ageYears),
    endsAt,
    autoRenew: plan.autoRenew ?? false,
    isPrivate: plan.isPrivate ?? false,
    nameservers: plan.nameservers ?? OWN_HOSTS,
    secret: secretOf(plan.name),
    contacts: { reg: contact, admin: contact, tech: contact, billing: contact },
    action: null,
  };
}

/** A transfer code that follows from the name. It opens nothing. */
export const secretOf = (name: string): string =>
  `Lb${hashOf(`secret of ${name}`).toString(36)}!7q`;

/** Contacts that are there from the beginning. */
export const FIRST_CONTACTS: readonly LbContact[] = [
  contactOf(NORTHWINDS_CONTACT, NORTHWIND, "Ada Lindqvist"),
  contactOf(SOUTHGATES_CONTACT, SOUTHGATE, "Owen Marsh"),
];

function contactOf(contactId: string, reseller: Reseller, name: string): LbContact {
  return {
    contactId,
    customerId: reseller.customerId,
    fields: {
      name,
      company: reseller.name,
      email: `names@${reseller.userId}.example`,
      "address-line-1": "Hamngatan 1",
      city: "Stockholm",
      country: "SE",
      zipcode: "11147",
      "phone-cc": "46",
      phone: "8123456",
      type: "Contact",
    },
  };
}

export const DEFAULT_HOSTS: readonly string[] = OWN_HOSTS;
