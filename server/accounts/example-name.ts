import { DomainName } from "../names/domain-name";
import type { AccountKind } from "../registrars/gateway";

/** IANA keeps it for documentation: nobody can register it, everybody can ask about it. */
const ANYWHERE = DomainName.parse("example.com");

/** Registries answer for their own names alone. */
const AT_REGISTRY: Readonly<Partial<Record<AccountKind, DomainName>>> = {
  rotld: DomainName.parse("example.ro"),
};

/** A name any account at this registrar may be asked about, where it has none of its own yet. */
export const exampleNameAt = (registrar: AccountKind): DomainName =>
  AT_REGISTRY[registrar] ?? ANYWHERE;
