import { hash } from "node:crypto";
import type { ContactsTold, RegistrarDomain } from "../registrars/gateway";

/** What a reading came from: a page of the account's list, or a call for one name. */
export type Via = "list" | "info";

type Field = Exclude<keyof RegistrarDomain, "name">;

/** All a registrar ever told of a name, newest word per field, with when and how it was told. */
export type Observation = Partial<Omit<RegistrarDomain, "name">> & {
  readonly _at?: Readonly<Partial<Record<Field, string>>>;
  readonly _via?: Readonly<Partial<Record<Field, Via>>>;
};

/**
 * Lays a new reading over what was known. A key the reading lacks keeps its old value, time and source:
 * a missing field is no information.
 */
export function mergeObservation(
  known: Observation | null,
  { name: _name, ...told }: RegistrarDomain,
  via: Via,
  at: string,
): Observation {
  const fields = Object.keys(told) as Field[];
  const each = <T>(value: T) => Object.fromEntries(fields.map((field) => [field, value]));
  return {
    ...known,
    ...told,
    _at: { ...known?._at, ...each(at) },
    _via: { ...known?._via, ...each(via) },
  };
}

/** A short name for exactly this reading. The same digest twice: the registrar said the same twice. */
export const digestOf = (told: RegistrarDomain, contacts: ContactsTold | null = null): string =>
  hash("sha256", JSON.stringify(contacts ? [told, contacts] : told), "base64url");
