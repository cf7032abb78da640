import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { ContactInput } from "./schemas";
import * as store from "./store";

/** Puts a contact away: nothing new is registered with it. @throws AppError `not_found` */
export const archiveContact = (ctx: ServiceContext, input: ContactInput): Promise<void> =>
  setArchived(ctx, input, true);

/** Takes a contact back into use. @throws AppError `not_found` */
export const restoreContact = (ctx: ServiceContext, input: ContactInput): Promise<void> =>
  setArchived(ctx, input, false);

async function setArchived(
  ctx: ServiceContext,
  input: ContactInput,
  isArchived: boolean,
): Promise<void> {
  const { contactId } = parsed(ContactInput, input);
  await mutate(ctx, "contact.manage", async (tx, record) => {
    const contact = await store.hold(tx, contactId);
    if (!contact) throw notFound("This contact");
    if ((contact.archivedAt !== null) === isArchived) return record();
    await store.setArchived(tx, contactId, isArchived);
    await record({
      action: isArchived ? "contact.archived" : "contact.restored",
      objectId: contactId,
      objectName: contact.name,
      partnerId: contact.partnerId,
    });
  });
}
