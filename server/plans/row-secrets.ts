import { environment } from "../kernel/env";
import { seal, unseal } from "../kernel/seal";
import { type IntentSecrets, secretsOf } from "../operations/intents";
import { secretsPlace } from "../operations/secrets-place";

/** Seals what a row keeps secret to its place; null when there is nothing to keep. */
export function sealSecrets(
  planId: string,
  position: number,
  secrets: IntentSecrets,
): string | null {
  const { authCode, contacts } = secrets;
  if (authCode === undefined && contacts === undefined) return null;
  const text = JSON.stringify({
    ...(authCode === undefined ? {} : { authCode }),
    ...(contacts === undefined ? {} : { contacts }),
  });
  return seal(environment().credentialKeys.byVersion, text, secretsPlace(planId, position));
}

/** What a row keeps secret, opened. @throws SealError when no key opens it */
export const openSecrets = (
  planId: string,
  position: number,
  sealed: string | null,
): IntentSecrets =>
  sealed === null
    ? {}
    : secretsOf(
        unseal(environment().credentialKeys.byVersion, sealed, secretsPlace(planId, position)),
      );
