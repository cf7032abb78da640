import { environment } from "../kernel/env";
import { unseal } from "../kernel/seal";
import { type IntentSecrets, secretsOf } from "./intents";
import type { Claimed } from "./queue/store";
import { secretsPlace } from "./secrets-place";

/** The secrets of an operation, opened for one call alone. @throws SealError when no key opens them */
export const openSecrets = (
  one: Pick<Claimed, "secrets" | "planId" | "planPosition">,
): IntentSecrets =>
  one.secrets === null
    ? {}
    : secretsOf(
        unseal(
          environment().credentialKeys.byVersion,
          one.secrets,
          secretsPlace(one.planId, one.planPosition),
        ),
      );
