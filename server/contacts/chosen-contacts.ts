import { invalid } from "../kernel/errors";
import type { ContactRole } from "../registrars/gateway";
import type { OpenContact } from "./open-contacts";

type ByRole<T> = Readonly<Partial<Record<ContactRole, T>>>;

/**
 * The chosen persons by role, out of those that were opened.
 *
 * @throws AppError `invalid_input` on `contacts.ROLE` for one who does not exist, or was put away
 */
export function chosenContacts(
  ids: Readonly<Partial<Record<ContactRole, string | undefined>>>,
  opened: ReadonlyMap<string, OpenContact>,
): ByRole<OpenContact> {
  const roles = Object.entries(ids) as [ContactRole, string | undefined][];
  return Object.fromEntries(
    roles.flatMap(([role, id]) => {
      if (id === undefined) return [];
      const found = opened.get(id);
      const field = `contacts.${role}`;
      if (!found) throw invalid(field, "unknown", "This contact does not exist.");
      if (found.isArchived) throw invalid(field, "unknown", `${found.name} was put away.`);
      return [[role, found]];
    }),
  );
}
