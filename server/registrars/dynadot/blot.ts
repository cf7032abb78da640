import type { RegistrarFailure } from "../gateway";

/** `failure` without the secrets of its call, should Dynadot have echoed them. */
export function blotted(failure: RegistrarFailure, secrets: readonly string[]): RegistrarFailure {
  const message = secrets.reduce(
    (clean, secret) => (secret === "" ? clean : clean.replaceAll(secret, "[secret]")),
    failure.message,
  );
  return { ...failure, message };
}
