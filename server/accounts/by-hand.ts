import { precondition } from "../kernel/errors";
import type { RegistrarKind } from "../registrars/gateway";

/**
 * Keeps an account that is kept by hand from whatever needs somebody to call.
 * @throws AppError `precondition_failed`
 */
export function assertCallable<A extends { readonly registrar: string }>(
  account: A,
): asserts account is A & { readonly registrar: RegistrarKind } {
  if (account.registrar === "manual")
    throw precondition(
      "This account is kept by hand: there is nobody to ask. Bring its names in from a file.",
    );
}
