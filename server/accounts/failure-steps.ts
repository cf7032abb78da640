import type { RegistrarCode } from "../registrars/gateway";
import type { FailureDto } from "./schemas";

type Meaning = { readonly cause: string; readonly steps: readonly string[] };

const WAIT: Meaning = {
  cause: "The registrar does not answer",
  steps: [
    "Nothing is lost: the names stay as they were last seen, and the next sync tries again.",
    "If it lasts, look at the registrar’s status page.",
  ],
};

const UNEXPECTED: Meaning = {
  cause: "The registrar answered something unexpected",
  steps: ["Try again later.", "If it stays, report it with the message above."],
};

const MEANINGS: Partial<Record<RegistrarCode, Meaning>> = {
  auth_failed: {
    cause: "The key is refused",
    steps: [
      "Look at the registrar’s console whether the key has ended or was revoked.",
      "Create a new key there and enter it here.",
    ],
  },
  forbidden: {
    cause: "The key may not do this",
    steps: [
      "Compare the key’s permissions with those the guide asks for.",
      "If the registrar keeps a list of allowed addresses, add this server’s.",
    ],
  },
  insufficient_funds: {
    cause: "The balance does not cover it",
    steps: [
      "Top up the balance of this account at the registrar.",
      "Then try again: nothing was ordered.",
    ],
  },
  rate_limited: {
    cause: "Too many requests",
    steps: ["Wait: the next sync keeps the pause the registrar asked for."],
  },
  timeout: WAIT,
  unreachable: WAIT,
  server_error: WAIT,
  blocked: {
    cause: "Namekeep does not call this address",
    steps: ["Choose another endpoint: this one is closed to this installation."],
  },
  malformed_answer: UNEXPECTED,
};

/** What a registrar's failure means to a person, with steps that help. `at` is when it was, where that is known. */
export function failureDto(
  failure: { readonly code: string; readonly message: string },
  at: string | null = null,
): FailureDto {
  const { cause, steps } = MEANINGS[failure.code as RegistrarCode] ?? UNEXPECTED;
  return { code: failure.code, cause, message: failure.message, steps: [...steps], at };
}
