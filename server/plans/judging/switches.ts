import { type Outcome, type Question, unchanged } from "./judged";

/** The transfer lock. */
export function locking({ facts }: Question, locked: boolean): Outcome {
  if (facts.lockState === (locked ? "locked" : "unlocked"))
    return unchanged("same", "same", locked ? "It is locked already." : "It is unlocked already.");
  return { verdict: "change", risks: locked ? [] : ["unlocks"] };
}

/** Whether the registrar renews the name by itself. */
export function autoRenewal({ facts }: Question, enabled: boolean): Outcome {
  if (facts.autoRenew === (enabled ? "on" : "off"))
    return unchanged(
      "same",
      "same",
      enabled ? "It renews itself already." : "It does not renew itself.",
    );
  return {
    verdict: "change",
    risks: [
      ...(enabled ? [] : ["will_lapse"]),
      ...(facts.autoRenew === "unknown" ? ["unknown_before"] : []),
    ],
  };
}

/** WHOIS privacy. Where it has to be bought only the registrar tells, when it is asked: it is refused then. */
export function hiding({ facts }: Question, enabled: boolean): Outcome {
  if (facts.privacy === enabled)
    return unchanged(
      "same",
      "same",
      enabled ? "The WHOIS hides its holder already." : "The WHOIS hides nothing of it already.",
    );
  return {
    verdict: "change",
    risks: [...(enabled ? [] : ["reveals"]), ...(facts.privacy === null ? ["unknown_before"] : [])],
  };
}
