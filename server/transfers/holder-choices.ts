import { listContacts } from "../contacts/list-contacts";
import { EMPTY_CONTACT_QUERY } from "../contacts/schemas";
import type { ServiceContext } from "../kernel/context";
import type { TransferDto } from "./schemas";

/** A book is long before it has more; whoever needs one further down chooses it by the API. */
const MOST = 200;

/** Contacts that may hold the names of a transfer: those of its partner and the house's own. None once it was ordered. */
export async function holderChoices(
  ctx: ServiceContext,
  { plan, needsRegistrant, partner }: TransferDto,
): Promise<{ id: string; name: string }[]> {
  if (!needsRegistrant || plan.appliedAt !== null) return [];
  const { rows } = await listContacts(ctx, { ...EMPTY_CONTACT_QUERY, limit: MOST });
  return rows
    .filter((contact) => contact.partner === null || contact.partner.id === partner?.id)
    .map(({ id, name }) => ({ id, name }));
}
