import type { Change } from "../events";
import type { DomainRecord } from "../records";
import { addYears, toInstant } from "../time";
import { buildDomain } from "./build-domain";
import { NAMESERVER_SETS } from "./nameservers";
import { randomFrom } from "./random";

/** A change somebody made at the registrar behind our back. */
export type Drift = {
  readonly fqdn: string;
  readonly organisationId: string;
  /** What was done, for a person. */
  readonly what: string;
  readonly change: Change;
};

type Before = {
  readonly beganAt: string;
  readonly seed: string;
  readonly domains: ReadonlyMap<string, DomainRecord>;
};

type Fields = (domain: DomainRecord) => Partial<DomainRecord>;

const toParking: Fields = () => ({ nameservers: NAMESERVER_SETS.parked });
const withoutLock: Fields = (domain) => ({
  status: domain.status.filter((word) => word !== "clientTransferProhibited"),
});
const aYearLater: Fields = (domain) => ({
  expiresAt: domain.expiresAt && addYears(domain.expiresAt, 1),
});

const PREPARED: readonly (readonly [fqdn: string, what: string, fields: Fields])[] = [
  ["kestrel-optics.org", "nameservers changed to a parking set", toParking],
  ["quietharbour.com", "nameservers changed to a parking set", toParking],
  ["tundra-outfit.shop", "transfer lock removed", withoutLock],
  ["solstice-yoga.studio", "renewed for a year elsewhere", aYearLater],
  ["ostrava-metal.eu", "renewed for a year elsewhere", aYearLater],
  [
    "elderfen-homeware.com",
    "auto-renew switched off on a critical name",
    () => ({ autoRenew: false }),
  ],
  [
    "tinlantern-ceramics.com",
    "expiry told as a date before the name existed",
    () => ({ expiresAt: "1969-12-31T00:00:00Z" }),
  ],
];

const GONE = "capstan-drayage.com";
const ARRIVED = "foxglove-parlour.com";

/** The prepared drifts against the domains as they stand; one whose domain is gone is left out. */
export function driftsOf(before: Before): Drift[] {
  const changed = PREPARED.flatMap(([fqdn, what, fields]): Drift[] => {
    const domain = before.domains.get(fqdn);
    if (!domain) return [];
    const change = { kind: "domain_patched", fqdn, fields: fields(domain) } as const;
    return [{ fqdn, organisationId: domain.organisationId, what, change }];
  });
  return [...changed, ...departure(before), arrival(before)];
}

function departure({ domains }: Before): Drift[] {
  const gone = domains.get(GONE);
  if (!gone) return [];
  const { fqdn, organisationId } = gone;
  return [
    {
      fqdn,
      organisationId,
      what: "gone from the account",
      change: { kind: "domain_removed", fqdn },
    },
  ];
}

function arrival({ beganAt, seed }: Before): Drift {
  const domain = buildDomain(
    { name: ARRIVED, partner: null, nameservers: "livedns" },
    {
      now: new Date(toInstant(new Date(beganAt))),
      random: randomFrom(`${seed} arrival`),
      expiresInDays: 340,
    },
  );
  return {
    fqdn: domain.fqdn,
    organisationId: domain.organisationId,
    what: "arrived in the account",
    change: { kind: "domain_put", domain },
  };
}
