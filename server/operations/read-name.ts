import { ok } from "../kernel/result";
import { DomainName } from "../names/domain-name";
import type { Answer, RegistrarDomain } from "../registrars/gateway";
import type { Work } from "./work";

/** Reads what proves a change: the name itself, and where it is about its keys, whether the registry has any. */
export async function readName({ gateway, one, intent }: Work): Answer<RegistrarDomain> {
  const name = DomainName.parse(one.name);
  const told = await gateway.readDomain(name);
  if (!told.ok || intent.kind !== "ds_update") return told;
  const keys = await gateway.readDs(name);
  return keys.ok ? ok({ ...told.value, dnssec: keys.value.keys.length > 0 }) : keys;
}
