import { DomainName } from "../names/domain-name";
import type { RegistrarKind } from "../registrars/gateway";

/** IANA keeps it for documentation: nobody can register it, everybody can ask about it. */
const ANYWHERE = DomainName.parse("example.com");

/** Registries answer for their own names alone. */
const AT_REGISTRY: Readonly<Partial<Record<RegistrarKind, DomainName>>> = {
  rotld: DomainName.parse("example.ro"),
};

/** A name any account at this registrar may be asked about, where it has none of its own yet. */
export const exampleNameAt = (registrar: RegistrarKind): DomainName =>
  AT_REGISTRY[registrar] ?? ANYWHERE;
