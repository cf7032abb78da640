import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Accepted, Answer, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import {
  isSameZone,
  MAX_MAIN_RECORDS,
  MAX_SUB_RECORDS,
  ToldZone,
  toZone,
  type Zone,
  zoneParameters,
} from "./dns-zone";
import { malformed, refusal } from "./errors";

/** For so long a written zone may still overwrite one that is written after it. @see reference 1.6 */
const SETTLING_MS = 30 * 60_000;

export type DnsRecords = {
  readZone(name: DomainName): Answer<Zone>;
  /**
   * Reads the zone, lets `change` make a new one of it, and writes that whole. It is served later.
   *
   * @returns `conflict` with a wait while a zone written before is not served yet; `invalid_request`
   *   for too many records or none on the name itself; `not_eligible` when the name's DNS is elsewhere
   */
  writeZone(name: DomainName, change: (zone: Zone) => Zone): Answer<Accepted>;
};

type Written = { readonly zone: Zone; readonly atMs: number };

/**
 * The records of names on Dynadot's own DNS, by API3: for the records below a name REST v2 has two
 * spellings, and the wrong one would delete them all.
 *
 * Writes of one name follow each other, and none follows one that is not served yet. Both hold within
 * this object: whoever writes from several places needs a lock around it.
 */
export function dnsRecords(
  account: DynadotAccount,
  now: () => number = () => Date.now(),
): DnsRecords {
  const lines = new Map<DomainName, Promise<unknown>>();
  const written = new Map<DomainName, Written>();

  const write = async (name: DomainName, change: (zone: Zone) => Zone): Answer<Accepted> => {
    const present = await readZone(account, name);
    if (!present.ok) return present;
    const waitMs = settlingMs(written.get(name), present.value, now());
    if (waitMs > 0) return err(unsettled(waitMs));
    const wanted = checked(change(present.value));
    if (!wanted.ok) return wanted;
    if (isSameZone(wanted.value, present.value)) return ok({ outcome: "confirmed" });
    written.set(name, { zone: wanted.value, atMs: now() });
    const answer = await setZone(account, name, wanted.value);
    if (!answer.ok && answer.error.effect === "none") written.delete(name);
    return answer;
  };

  return {
    readZone: (name) => readZone(account, name),
    writeZone: (name, change) => {
      const before = lines.get(name) ?? Promise.resolve();
      const turn = before.then(() => write(name, change));
      const end = turn.catch(() => undefined);
      lines.set(name, end);
      void end.then(() => lines.get(name) === end && lines.delete(name));
      return turn;
    },
  };
}

async function readZone({ api3 }: DynadotAccount, name: DomainName): Answer<Zone> {
  const answer = await callApi3(api3, {
    command: "get_dns",
    parameters: [["domain", name]],
    content: ToldZone,
    asked: "read",
  });
  if (!answer.ok) return answer;
  const zone = toZone(answer.value);
  if (zone.ok) return zone;
  return zone.error === "elsewhere"
    ? err(refusal("not_eligible", "The DNS of this name is not at Dynadot."))
    : err(malformed("A record of the zone is told incompletely."));
}

async function setZone({ api3 }: DynadotAccount, name: DomainName, zone: Zone): Answer<Accepted> {
  const answer = await callApi3(api3, {
    command: "set_dns2",
    parameters: zoneParameters(name, zone),
    content: z.unknown(),
    asked: "write",
  });
  return answer.ok ? ok({ outcome: "accepted" }) : answer;
}

/** How long the zone written last may still come; 0 once it is seen. */
function settlingMs(last: Written | undefined, present: Zone, nowMs: number): number {
  if (!last || isSameZone(last.zone, present)) return 0;
  return Math.max(0, last.atMs + SETTLING_MS - nowMs);
}

const unsettled = (waitMs: number): RegistrarFailure => ({
  ...refusal(
    "conflict",
    "Records written before are not served yet; another write could undo them.",
  ),
  retryAfterSeconds: Math.ceil(waitMs / 1000),
});

/** A zone without a main record could not be added to any more. */
function checked(zone: Zone): Result<Zone, RegistrarFailure> {
  const main = zone.records.filter(({ host }) => host === "").length;
  const sub = zone.records.length - main;
  if (main === 0)
    return err(refusal("invalid_request", "Keep a record on the name itself.", "records"));
  if (main > MAX_MAIN_RECORDS || sub > MAX_SUB_RECORDS)
    return err(
      refusal(
        "invalid_request",
        `Dynadot keeps ${MAX_MAIN_RECORDS} records of a name and ${MAX_SUB_RECORDS} below it.`,
        "records",
      ),
    );
  return zone.records.some(({ type, extra }) => type === "mx" && extra === undefined)
    ? err(refusal("invalid_request", "An MX record needs its priority.", "records"))
    : ok(zone);
}
