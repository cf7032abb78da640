import { invalid } from "../kernel/errors";
import { needsGlue, normaliseNameservers } from "../names/nameserver-list";
import type { TransferWay } from "../registrars/transfer-ways";
import type { KeptBefore } from "./kept-row";
import type { Check } from "./preflight/check";

/** What was chosen to become of the nameservers of all names of a transfer. */
export type DelegationChoice = {
  /** Whether those they have are sent along. */
  readonly keepNameservers: boolean;
  /** Others to be sent along instead; null: none were chosen. */
  readonly nameservers: string[] | null;
};

type Asked = {
  readonly keepNameservers?: boolean | undefined;
  readonly nameservers?: readonly string[] | null | undefined;
};

/**
 * The choice after a person asked for something else. New nameservers end keeping the old ones, and the other way round.
 *
 * @throws AppError `invalid_input` with field `nameservers.N` or `nameservers` for hosts that cannot be, for a registrar that
 *   takes none with an order, and when both are asked for
 */
export function chosenDelegation(
  before: DelegationChoice,
  { keepNameservers, nameservers }: Asked,
  way: TransferWay,
): DelegationChoice {
  if (nameservers === undefined || nameservers === null) {
    const isLeft = nameservers === null || keepNameservers !== undefined;
    return {
      keepNameservers: keepNameservers ?? before.keepNameservers,
      nameservers: isLeft ? null : before.nameservers,
    };
  }
  if (keepNameservers)
    throw invalid("nameservers", "conflict", "Names keep their nameservers, or they get others.");
  if (way.nameservers === "kept")
    throw invalid(
      "nameservers",
      "unsupported",
      "This registrar takes no nameservers with a transfer. Change them once the names are here.",
    );
  const hosts = normaliseNameservers(nameservers);
  if (hosts.ok) return { keepNameservers: false, nameservers: [...hosts.value] };
  const { at, code, message } = hosts.error;
  throw invalid(at === null ? "nameservers" : `nameservers.${at}`, code, message);
}

/** What is sent along with the order of one name, and what is to be told about it. */
export type Delegation = {
  /** Null: nothing is sent along. */
  readonly given: readonly string[] | null;
  readonly risks: readonly string[];
  /** A host that the registry may not know, as it lies inside the name. */
  readonly inside: string | null;
};

type Kept = Pick<KeptBefore, "snapshot" | "checks">;

/**
 * The nameservers one name is ordered with. A signed name keeps its own whatever was chosen: with others, those who
 * check signatures would get no answer.
 */
export function delegationOf(
  name: string,
  kept: Kept,
  { keepNameservers, nameservers }: DelegationChoice,
  way: TransferWay,
): Delegation {
  const signing = signingOf(kept);
  const signed = signing === "risk" ? ["ds_present"] : [];
  if (way.nameservers === "kept") return { given: null, risks: signed, inside: null };
  if (nameservers === null) return ownOf(kept, keepNameservers, signed);
  return signing === "risk"
    ? ownOf(kept, true, ["ds_keeps"])
    : othersOf(name, kept, nameservers, signing === "unknown" ? ["ds_unknown"] : []);
}

const signingOf = ({ checks }: Kept): Check["state"] | undefined =>
  checks.find(({ rule }) => rule === "dnssec")?.state as Check["state"] | undefined;

function ownOf({ snapshot }: Kept, isKept: boolean, risks: readonly string[]): Delegation {
  const given = isKept ? snapshot.nameservers : null;
  const lost = isKept ? "nameservers_unknown" : "nameservers_left";
  return { given, risks: given ? risks : [...risks, lost], inside: null };
}

function othersOf(
  name: string,
  { snapshot }: Kept,
  nameservers: readonly string[],
  risks: readonly string[],
): Delegation {
  const known = snapshot.nameservers ?? [];
  const inside = nameservers.find((host) => needsGlue(name, host) && !known.includes(host));
  return {
    given: nameservers,
    risks: ["nameservers_given", ...risks],
    inside: inside ?? null,
  };
}
