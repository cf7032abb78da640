import { hashOf } from "../world/random";
import type { Departure } from "./memory";
import type { Office } from "./office";
import { Trouble } from "./trouble";

const WORDS = { open: "Pending", approved: "Approved", denied: "Failed" } as const;

/** Another registrar's request for a name, as it comes in without anybody of the account doing anything. */
export function requestDeparture(office: Office, fqdn: string): number {
  const { memory, account } = office;
  office.domain(fqdn);
  const orderId = hashOf(`away ${fqdn} ${memory.departures().size}`) % 10_000_000;
  memory.setDeparture(orderId, { fqdn, accountId: account.id, answer: "open" });
  return orderId;
}

/** The requests for a name, as far as they are this account's to answer. The words are ours: none are published. */
export const departuresOf = ({ memory, account }: Office, fqdn: string) =>
  [...memory.departures()]
    .filter(([, one]) => one.fqdn === fqdn && one.accountId === account.id)
    .map(([orderId, { answer }]) => ({
      orderId,
      status: WORDS[answer],
      failedReason: answer === "denied" ? "Denied by the holder." : null,
    }));

/** Lets a name go after the delay, or keeps it. @throws Trouble for an order that is not open */
export function answerDeparture(
  { sim, memory, account }: Office,
  { orderId, fqdn, approve }: { orderId: number; fqdn: string; approve: boolean },
): void {
  const open: Departure | undefined = memory.departures().get(orderId);
  if (open?.accountId !== account.id || open.fqdn !== fqdn)
    throw new Trouble(404, "could not find order in your account");
  if (open.answer !== "open") throw new Trouble(409, "this order was answered already");
  memory.setDeparture(orderId, { ...open, answer: approve ? "approved" : "denied" });
  if (approve) sim.accept(fqdn, "departure", { kind: "domain_removed", fqdn });
}
