import { ok, type Result } from "../kernel/result";
import { DomainName } from "../names/domain-name";
import type {
  Answer,
  DomainInFull,
  RegistrarFailure,
  RegistrarGateway,
} from "../registrars/gateway";
import type { Named } from "./checks/store";
import type { SyncMode } from "./selected/schemas";

/** A name that was asked for, and what its registrar said. */
export type Answered = Named & { readonly answer: Result<DomainInFull, RegistrarFailure> };

/** Asks for a name as far as the mode wants it: who it belongs to is no status. */
export async function askFor(
  gateway: RegistrarGateway,
  mode: SyncMode,
  name: string,
  signal?: AbortSignal,
): Answer<DomainInFull> {
  const asked = DomainName.parse(name);
  if (mode === "full") return await gateway.readInFull(asked, signal);
  const told = await gateway.readDomain(asked, signal);
  return told.ok ? ok({ domain: told.value, contacts: null, calls: 1 }) : told;
}
