import { domainToASCII } from "node:url";
import { addDays, toInstant } from "../time";
import { hashOf, randomFrom } from "../world/random";
import { CARPATI, DUNAREA, NORTHWIND } from "./accounts";
import type { RotldContact, RotldDomain } from "./records";

/** The registry counts a year as 365 days. */
export const YEAR_DAYS = 365;

type Plan = {
  readonly name: string;
  readonly registrarId?: string;
  readonly expiresInDays?: number;
  readonly deletionInDays?: number;
  readonly statuses?: readonly string[];
  readonly nameservers?: readonly string[];
  readonly isSigned?: boolean;
};

const HOSTS = ["ns1.northwind.example", "ns2.northwind.example"];

const PLANS: readonly Plan[] = [
  { name: "brutaria-soarelui.ro" },
  { name: "cofetăria-lunii.ro" },
  { name: "livada-verde.ro", isSigned: true },
  { name: "atelierul-anei.ro" },
  { name: "port-tomis.com.ro" },
  { name: "delta-turism.ro", expiresInDays: 6 },
  { name: "casa-olarilor.ro" },
  { name: "munte-si-mare.ro", expiresInDays: 29 },
  { name: "ceasornicaria-veche.ro" },
  { name: "tipografia-noua.ro", nameservers: [] },
  { name: "gradina-botanica.org.ro" },
  { name: "harbour-logistics.ro" },
  { name: "lumen-studio.ro", isSigned: true },
  { name: "acme-retail.ro", expiresInDays: 9.5 * YEAR_DAYS },
  { name: "vinuri-din-deal.ro", expiresInDays: -12, statuses: ["Hold"] },
  {
    name: "moara-de-vant.ro",
    expiresInDays: -70,
    deletionInDays: 20,
    statuses: ["PendingDelete", "Hold"],
  },
  {
    name: "banca-de-lemn.ro",
    statuses: ["UpdateProhibited", "DeleteProhibited", "TransferProhibited"],
  },
  { name: "teatrul-de-vara.ro", statuses: ["RenewProhibited", "RegistrantTransferProhibited"] },
  { name: "scoala-de-dans.ro", statuses: ["Reserved"], nameservers: [] },
  { name: "radio-delta.ro", statuses: ["Locked"] },
  { name: "bursa-de-idei.ro", statuses: ["RegistrantPendingTransfer"] },
  { name: "pescarul.ro", registrarId: DUNAREA.id },
  { name: "barci-si-vasle.ro", registrarId: DUNAREA.id },
  { name: "muzeul-satului-nou.ro", registrarId: CARPATI.id },
  { name: "cabana-din-nori.ro", registrarId: CARPATI.id },
  { name: "castelul-alb.ro", registrarId: CARPATI.id, statuses: ["TransferProhibited"] },
];

const STREETS = ["Strada Lipscani 12", "Bulevardul Unirii 4", "Calea Moșilor 88"];
const CID_BASE = 614_000;

export type RotldWorld = {
  readonly domains: readonly RotldDomain[];
  readonly contacts: readonly RotldContact[];
};

/** The registry's names at the instant the world began, each with a holder of its own. */
export function buildRotldWorld({ now, seed }: { now: Date; seed: string }): RotldWorld {
  const random = randomFrom(`${seed} rotld`);
  const today = toInstant(now);
  const made = PLANS.map((plan, index) => {
    const registrarId = plan.registrarId ?? NORTHWIND.id;
    const cid = `C${CID_BASE + index}`;
    const hours = random.below(24) / 24;
    const expiresAt = addDays(
      today,
      (plan.expiresInDays ?? 40 + random.below(2 * YEAR_DAYS)) + hours,
    );
    const age = Math.max(1, Math.ceil((plan.expiresInDays ?? 0) / YEAR_DAYS)) + 2 + random.below(9);
    const name = domainToASCII(plan.name);
    const domain: RotldDomain = {
      name,
      registrarId,
      registrantId: cid,
      registeredAt: addDays(expiresAt, -age * YEAR_DAYS),
      expiresAt,
      deletionAt: plan.deletionInDays === undefined ? null : addDays(today, plan.deletionInDays),
      statuses: plan.statuses ?? ["OK"],
      nameservers: plan.nameservers ?? HOSTS,
      dsdata: plan.isSigned
        ? [{ keytag: "12345", alg: "13", digest_type: "2", digest: "0".repeat(64) }]
        : [],
      authorizationKey: authorizationKeyOf(name),
      arrival: null,
    };
    return { domain, contact: holderOf(cid, registrarId, random.pick(STREETS), index) };
  });
  return {
    domains: made.map(({ domain }) => domain),
    contacts: made.map(({ contact }) => contact),
  };
}

/** A key that follows from the name. It opens nothing. */
export const authorizationKeyOf = (name: string): string =>
  `Sim${hashOf(`authorisation key of ${name}`).toString(36).toUpperCase()}`;

function holderOf(cid: string, registrarId: string, address1: string, index: number): RotldContact {
  const fields = {
    name: `Exemplu ${index + 1} SRL`,
    address1,
    city: "București",
    state_province: "București",
    postal_code: "030167",
    country_code: "RO",
    phone: "+40.727636787",
    email: `domenii${index + 1}@northwind.example`,
    person_type: "c",
    cnp_fiscal_code: "11198699",
    registration_number: "J40/1234/2015",
  };
  return { cid, registrarId, fields };
}
