import type { Transaction } from "@/db/client";
import { invalid, notFound } from "../kernel/errors";
import { acceptRegistrarName } from "../names/accept-registrar-name";
import { normaliseDomainName } from "../names/normalise-domain-name";
import * as store from "./store";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOT = /[.\u3002\uff0e\uff61]/u;

/**
 * The id of the domain an address means: its id, or its name in any spelling. Text without a dot is
 * neither, so nothing is at that address.
 *
 * Names owned already may break rules of registration (emoji, private endings): such a name is found
 * too, and refused only when nobody here owns it.
 * @throws AppError `not_found`; `invalid_input` with field `name` and the rule the name breaks
 */
export async function findDomain(tx: Transaction, reference: string): Promise<string> {
  const id = await idOf(tx, reference);
  if (id === null) throw notFound("This name");
  return id;
}

async function idOf(tx: Transaction, reference: string): Promise<string | null> {
  if (UUID.test(reference)) return store.idOfId(tx, reference.toLowerCase());
  if (!DOT.test(reference)) return null;
  const typed = normaliseDomainName(reference);
  if (typed.ok) return store.idOfName(tx, typed.value.name);
  const owned = acceptRegistrarName(reference);
  const id = owned.ok ? await store.idOfName(tx, owned.value.name) : null;
  if (id === null) throw invalid("name", typed.error.code, typed.error.message);
  return id;
}
