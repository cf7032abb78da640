import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type { Turns } from "../../turns/turns";
import type { Accepted, Answer, RegistrarFailure } from "../gateway";
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
  readZone(name: DomainName, signal?: AbortSignal): Answer<Zone>;
  /**
   * Reads the zone, lets `change` make a new one of it or refuse to, and writes that whole. It is
   * served later.
   *
   * @returns what `change` refuses with; `conflict` with a wait while a zone written before is not served yet; `invalid_request`
   *   for too many records or none on the name itself; `not_eligible` when the name's DNS is elsewhere
   */
  writeZone(name: DomainName, change: ZoneChange): Answer<Accepted>;
};

type ZoneChange = (zone: Zone) => Result<Zone, RegistrarFailure>;

type Written = { readonly zone: Zone; readonly atMs: number };

/** What a process remembers of the zones of one account: who writes after whom, and what was written last. */
export type ZoneMemory = {
  readonly lines: Map<DomainName, Promise<unknown>>;
  readonly written: Map<DomainName, Written>;
};

/** What one process remembers of zones it wrote; see {@link ZoneMemory}. */
export const zoneMemory = (): ZoneMemory => ({ lines: new Map(), written: new Map() });

type Options = {
  readonly now?: () => number;
  /** That of the account; each object has its own unless told. */
  readonly memory?: ZoneMemory;
  /** The turns of all processes at one name. Without them this process counts alone. */
  readonly turnsAt?: (name: DomainName) => Turns | undefined;
};

type Api3 = { readonly api3: OutboundClient };

/**
 * The records of names on Dynadot's own DNS, by API3: for the records below a name REST v2 has two
 * spellings, and the wrong one would delete them all.
 *
 * Writes of one name follow each other, and none follows one of this process that is not served yet.
 */
export function dnsRecords(
  account: Api3,
  { now = () => Date.now(), memory = zoneMemory(), turnsAt }: Options = {},
): DnsRecords {
  const { lines, written } = memory;

  const write = async (name: DomainName, change: ZoneChange): Answer<Accepted> => {
    const present = await readZone(account, name);
    if (!present.ok) return present;
    const waitMs = settlingMs(written.get(name), present.value, now());
    const wanted = waitMs > 0 ? err(unsettled(waitMs)) : changed(present.value, change);
    if (!wanted.ok) return wanted;
    if (isSameZone(wanted.value, present.value)) return ok({ outcome: "confirmed" });
    written.set(name, { zone: wanted.value, atMs: now() });
    const answer = await setZone(account, name, wanted.value);
    if (!answer.ok && answer.error.effect === "none") written.delete(name);
    return answer;
  };

  return {
    readZone: (name, signal) => readZone(account, name, signal),
    writeZone: (name, change) => {
      const before = lines.get(name) ?? Promise.resolve();
      const turn = before.then(() => inTurn(turnsAt?.(name), () => write(name, change)));
      const end = turn.catch(() => undefined);
      lines.set(name, end);
      void end.then(() => lines.get(name) === end && lines.delete(name));
      return turn;
    },
  };
}

/** A write that could not get its turn is not begun. */
async function inTurn(turns: Turns | undefined, write: () => Answer<Accepted>): Answer<Accepted> {
  if (!turns) return write();
  const leave = await turns.take().catch(() => null);
  if (!leave)
    return err(
      refusal("blocked", "Whether somebody else writes these records could not be found out."),
    );
  try {
    return await write();
  } finally {
    await leave();
  }
}

async function readZone({ api3 }: Api3, name: DomainName, signal?: AbortSignal): Answer<Zone> {
  const answer = await callApi3(api3, {
    command: "get_dns",
    parameters: [["domain", name]],
    content: ToldZone,
    asked: "read",
    signal,
  });
  if (!answer.ok) return answer;
  const zone = toZone(answer.value);
  if (zone.ok) return zone;
  return zone.error === "elsewhere"
    ? err(refusal("not_eligible", "The DNS of this name is not at Dynadot."))
    : err(malformed("A record of the zone is told incompletely."));
}

async function setZone({ api3 }: Api3, name: DomainName, zone: Zone): Answer<Accepted> {
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

function changed(present: Zone, change: ZoneChange): Result<Zone, RegistrarFailure> {
  const wanted = change(present);
  return wanted.ok ? checked(wanted.value) : wanted;
}

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
