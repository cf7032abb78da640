import type { DomainRecord, TransferRecord } from "./records";
import { addDays, toInstant } from "./time";
import { MAIN } from "./world/accounts";
import { buildDomain } from "./world/build-domain";
import { spreadExpiries } from "./world/expiries";
import { withOddities } from "./world/oddities";
import { planPortfolio } from "./world/portfolio-plan";
import { randomFrom } from "./world/random";

export type World = {
  readonly domains: readonly DomainRecord[];
  readonly transfers: readonly TransferRecord[];
};

const DAY_MS = 86_400_000;

/**
 * The portfolio at the instant it begins: 240 domains in two accounts, and the inbound transfers
 * under way.
 *
 * @param from.now every date follows from it; the same `now` and `seed` give the same world
 */
export function buildWorld(from: { now: Date; seed: string }): World {
  const random = randomFrom(from.seed);
  const plans = planPortfolio(random);
  const open = plans.filter((plan) => plan.expiresInDays === undefined).length;
  const expiries = spreadExpiries(open, random);
  const domains = plans.map((plan) =>
    buildDomain(plan, {
      now: from.now,
      random,
      expiresInDays: plan.expiresInDays ?? expiries.pop() ?? 0,
    }),
  );
  return { domains: withOddities(domains), transfers: transfersUnderWay(from) };
}

function transfersUnderWay(from: { now: Date; seed: string }): TransferRecord[] {
  const random = randomFrom(`${from.seed} transfers`);
  const arriving = [
    { name: "compass-reefer.com", days: 3, authCode: "Sim-arriving" },
    { name: "gildframe-letters.com", days: 1, authCode: "Sim-arriving" },
    { name: "juniperlane-gifts.net", days: 5, authCode: "wrong" },
  ];
  return arriving.map(({ name, days, authCode }) => {
    const domain = buildDomain(
      { name, partner: null },
      { now: from.now, random, expiresInDays: 300 + days },
    );
    const startedAt = addDays(toInstant(from.now), -days);
    return {
      organisationId: MAIN.id,
      fqdn: name,
      createdAt: startedAt,
      startedAt,
      stepMs: 2 * DAY_MS,
      years: 1,
      authCode,
      domain: { ...domain, organisationId: MAIN.id },
    };
  });
}
