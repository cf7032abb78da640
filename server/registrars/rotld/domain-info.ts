import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type { RegistrarDomain } from "../gateway";
import { run } from "./command";
import { malformed, type RotldFailure } from "./errors";
import { toDomain } from "./mapping";
import { nameProblem } from "./names";
import { RotldDomain } from "./wire";

/** What ROTLD tells of a name of ours, the contact that holds it, and the digests of its keys as they came. */
export type DomainInfo = {
  readonly domain: RegistrarDomain;
  readonly registrantId: string | null;
  readonly dsData: readonly unknown[];
};

/** Asks for one name; another registrar's is refused with {@link OTHER_REGISTRAR}. */
export async function domainInfo(
  api: OutboundClient,
  name: DomainName,
  signal?: AbortSignal,
): Promise<Result<DomainInfo, RotldFailure>> {
  const problem = nameProblem(name);
  if (problem) return err(problem);
  const told = await run(api, {
    command: "domain-info",
    fields: [["domain", name]],
    data: RotldDomain,
    kind: "read",
    signal,
  });
  if (!told.ok) return told;
  const domain = toDomain(told.value, name);
  return domain.ok
    ? ok({
        domain: domain.value,
        registrantId: told.value.registrant_id ?? null,
        dsData: told.value.dsdata ?? [],
      })
    : err(malformed(domain.error, { isWrite: false }));
}
