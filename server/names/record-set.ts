import type { RecordType } from "./record-types";
import { valueProblem } from "./record-values";

/**
 * All records of one kind at one name. No zone has two sets of the same host and type.
 *
 * @see RFC 2181 §5
 */
export type RecordSet = {
  /** Below the name of the zone, in small A-labels; "@" for the name itself, "*" for a wildcard. */
  readonly host: string;
  readonly type: RecordType;
  readonly ttlSeconds: number;
  /**
   * As in a zone file (RFC 1035 §5), with two rules: names are full ones with their dot at the end, and a
   * text is what it says, without quotes and in one piece.
   */
  readonly values: readonly string[];
};

type RecordProblem = {
  /** Which set, counted from nought. */
  readonly index: number;
  readonly field: "host" | "type" | "ttlSeconds" | "values";
  /** A sentence for a person. */
  readonly message: string;
};

const HOST =
  /^(?:@|\*|(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*)$/;
/** @see RFC 2181 §8 */
const MOST_TTL = 2_147_483_647;
/** Kinds of which a name has one value. */
const SINGLE: ReadonlySet<RecordType> = new Set(["ALIAS", "CNAME", "DNAME"]);

/** What keeps records from being a zone, the first of it; null when nothing does. */
export function zoneProblem(records: readonly RecordSet[]): RecordProblem | null {
  for (const [index, set] of records.entries()) {
    const problem = setProblem(set) ?? besideOthers(set, records);
    if (problem) return { index, ...problem };
  }
  return null;
}

function setProblem({
  host,
  type,
  ttlSeconds,
  values,
}: RecordSet): Omit<RecordProblem, "index"> | null {
  if (host.length > 253 || !HOST.test(host))
    return { field: "host", message: `${host || "Nothing"} is no host of a zone.` };
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > MOST_TTL)
    return { field: "ttlSeconds", message: "A TTL is a whole number of seconds." };
  if (values.length === 0) return { field: "values", message: "A record needs a value." };
  if (SINGLE.has(type) && values.length > 1)
    return { field: "values", message: `A host has one ${type}.` };
  if (new Set(values).size < values.length)
    return { field: "values", message: "A value is given twice." };
  const message = values.map((value) => valueProblem(type, value)).find((one) => one !== null);
  return message ? { field: "values", message } : null;
}

/** @see RFC 1034 §3.6.2, RFC 6672 §2.4 */
function besideOthers(
  set: RecordSet,
  records: readonly RecordSet[],
): Omit<RecordProblem, "index"> | null {
  const { host, type } = set;
  const same = records.filter((one) => one !== set && one.host === host);
  if (same.some((one) => one.type === type))
    return { field: "type", message: `${type} of ${host} is given twice.` };
  if (type !== "CNAME") return null;
  if (host === "@")
    return { field: "type", message: "The name itself cannot be a CNAME; use an ALIAS." };
  return same.length > 0
    ? { field: "type", message: `Beside a CNAME ${host} can have no other records.` }
    : null;
}
