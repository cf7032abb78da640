import { err, ok } from "../../kernel/result";
import type { DomainName, HostName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type {
  Accepted,
  Answer,
  RegistrarFailure,
  Renewal,
  TransferIn,
  TransferStatus,
} from "../gateway";
import { type RotldCommand, run } from "./command";
import { domainInfo } from "./domain-info";
import { OTHER_REGISTRAR } from "./errors";
import { nameProblem, nameserversProblem, periodProblem } from "./names";
import { AnyData } from "./wire";

/** A year counts 365 days, so a renewal moves the expiry much further than this. */
const SAME_TERM_MS = 2 * 86_400_000;

/** Sends a command whose result code alone says that it was done. */
async function change(
  api: OutboundClient,
  command: Omit<RotldCommand<typeof AnyData>, "data">,
  outcome: Accepted["outcome"],
): Answer<Accepted> {
  const told = await run(api, { ...command, data: AnyData });
  return told.ok ? ok({ outcome }) : told;
}

/**
 * Renews a name. The command would renew a second time when sent a second time, so the present expiry
 * is read first, and one that is not the expected one stops it.
 */
export async function renew(
  api: OutboundClient,
  { name, periodYears, currentExpiresAt }: Renewal,
): Answer<Accepted> {
  const problem = periodProblem(periodYears);
  if (problem) return err(problem);
  const told = await domainInfo(api, name);
  if (!told.ok) return told;
  const { expiresAt } = told.value.domain;
  const awayMs = Math.abs(Date.parse(expiresAt ?? "") - Date.parse(currentExpiresAt));
  if (!(awayMs <= SAME_TERM_MS))
    return err(
      refusal("conflict", "The expiry at ROTLD is another one: read the name again first."),
    );
  const fields = [
    ["domain", name],
    ["domain_period", String(periodYears)],
  ] as const;
  return change(api, { command: "domain-renew", fields, kind: "paid" }, "confirmed");
}

/**
 * Asks for a name of another registrar. The answer proves that it was asked for and no more; the
 * holder stays who it is, and contacts and years have no place in the command.
 */
export async function transferIn(
  api: OutboundClient,
  { name, authCode, nameservers = [] }: TransferIn,
): Answer<Accepted> {
  const problem = nameProblem(name);
  if (problem) return err(problem);
  if (nameservers.length > 0) {
    const message =
      "A .ro name keeps its nameservers during a transfer; change them when it is here.";
    return err({ ...refusal("invalid_nameservers", message), field: "nameservers" });
  }
  if (!/^[A-Za-z0-9]{1,128}$/.test(authCode)) {
    const message = "An authorisation key of ROTLD has letters and digits only.";
    return err({ ...refusal("invalid_request", message), field: "authorization_key" });
  }
  const fields = [
    ["domain", name],
    ["authorization_key", authCode],
  ] as const;
  const secretFields = ["authorization_key"];
  return change(
    api,
    { command: "domain-transfer", fields, kind: "paid", secretFields },
    "accepted",
  );
}

/** A transfer has no number and no status of its own: it is complete when the name can be read. */
export async function readTransferIn(
  api: OutboundClient,
  name: DomainName,
): Answer<TransferStatus> {
  const told = await domainInfo(api, name);
  if (told.ok) return ok({ name, state: "completed" });
  if (told.error.resultCode !== OTHER_REGISTRAR) return told;
  return ok({ name, state: "in_progress", step: "The name is still with another registrar." });
}

/** Replaces the delegation; no host at all removes it. */
export async function updateNameservers(
  api: OutboundClient,
  { name, nameservers }: { name: DomainName; nameservers: readonly HostName[] },
): Answer<Accepted> {
  const problem = nameProblem(name) ?? nameserversProblem(nameservers);
  if (problem) return err(problem);
  const fields = [
    ["domain", name],
    ["nameservers", nameservers.join(",")],
  ] as const;
  return change(api, { command: "domain-reset-ns", fields, kind: "write" }, "confirmed");
}

const refusal = (code: RegistrarFailure["code"], message: string): RegistrarFailure => ({
  code,
  effect: "none",
  message,
});
