import { type Check, check, EPP, HOUSE, type PreflightQuestion } from "./check";

/** Whether the account takes names in at all. */
export function account({ flag, registrarName }: PreflightQuestion): Check {
  return flag.supported
    ? check("account", "pass", `${registrarName} takes names in by this account.`, registrarName)
    : check("account", "impossible", flag.reason, registrarName);
}

/** Whether the gaining registrar takes names of the ending, and what is known of it. */
export function ending({ ending: name, rule, way, registrarName }: PreflightQuestion): Check {
  if (way.endings && !way.endings.some((one) => name === one || name.endsWith(`.${one}`)))
    return check(
      "ending",
      "impossible",
      `${registrarName} takes names of .${way.endings.join(", .")} only.`,
      way.source,
    );
  if (!rule || Object.keys(rule).length === 0)
    return check(
      "ending",
      "unknown",
      `No rule of the registry of .${name} is known here; the registrar decides.`,
      null,
    );
  return check("ending", "pass", `The rules of .${name} are known.`, null);
}

/** Whether there is a name to move. */
export function registered({ availability, own, registrarName }: PreflightQuestion): Check {
  if (own)
    return check(
      "registered",
      "pass",
      `It is ours already, in the account ${own.accountName}.`,
      null,
    );
  const { state = "unknown", evidence = "" } = availability ?? {};
  if (state === "available")
    return check(
      "registered",
      "impossible",
      "Nobody has registered this name. Is it spelt right?",
      registrarName,
    );
  return state === "unknown"
    ? check(
        "registered",
        "unknown",
        `Whether it is registered is not known. ${evidence}`.trim(),
        registrarName,
      )
    : check("registered", "pass", "It is registered.", registrarName);
}

/** Whether the name is on its way already. */
export function underWay({ isUnderWay, own }: PreflightQuestion): Check {
  if (isUnderWay)
    return check(
      "open_request",
      "impossible",
      "A transfer of this name is under way already.",
      HOUSE,
    );
  if (own?.statuses.includes("pendingTransfer"))
    return check(
      "open_request",
      "impossible",
      "The registry has a transfer of it open (pendingTransfer).",
      EPP,
    );
  return own
    ? check("open_request", "pass", "No transfer of it is open.", EPP)
    : check("open_request", "unknown", "Whether another transfer is open is not known.", null);
}
