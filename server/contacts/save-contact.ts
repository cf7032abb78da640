import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { ownerOf } from "../partners/owner-of";
import { assertNumbers } from "./numbers";
import { AddContactInput, ChangeContactInput } from "./schemas";
import { openNumber, sealedNumber } from "./sealed-number";
import * as store from "./store";

type Written = Omit<z.output<typeof AddContactInput>, "partnerId" | "fiscalCode">;

/** The columns of a contact but for its number. What an organisation has a person has not. */
function columnsOf({ organisation, postalCode, state, registrationNumber, ...rest }: Written) {
  const called = rest.kind === "person" ? undefined : organisation;
  return {
    ...rest,
    name: called ?? `${rest.givenName} ${rest.familyName}`,
    organisation: called ?? null,
    postalCode: postalCode ?? null,
    state: state ?? null,
    registrationNumber: (rest.kind === "person" ? undefined : registrationNumber) ?? null,
  };
}

/**
 * Adds a contact to a partner's book. The log tells which contact it was, not what stands in it.
 *
 * @throws AppError `invalid_input`; `not_found` for another partner than the customer's own
 */
export async function addContact(
  ctx: ServiceContext,
  input: AddContactInput,
): Promise<{ contactId: string; name: string }> {
  const { partnerId: asked, fiscalCode, ...written } = parsed(AddContactInput, input);
  assertNumbers({ ...written, fiscalCode }, ctx.now());
  const contactId = randomUUID();
  const columns = columnsOf(written);
  const number = sealedNumber(contactId, fiscalCode ?? null);
  return mutate(ctx, "contact.manage", async (tx, record) => {
    const partnerId = await ownerOf(tx, ctx, asked);
    await store.insert(tx, { id: contactId, partnerId, ...columns, ...number });
    await record({
      action: "contact.added",
      objectId: contactId,
      objectName: columns.name,
      partnerId,
      after: { kind: columns.kind },
    });
    return { contactId, name: columns.name };
  });
}

/**
 * Changes a contact. Names that were registered with it keep what they were registered with.
 *
 * @throws AppError `invalid_input`; `not_found`; `precondition_failed` for one that was put away
 */
export async function changeContact(
  ctx: ServiceContext,
  input: ChangeContactInput,
): Promise<{ contactId: string; name: string }> {
  const { contactId, fiscalCode, ...written } = parsed(ChangeContactInput, input);
  const columns = columnsOf(written);
  await mutate(ctx, "contact.manage", async (tx, record) => {
    const before = await store.hold(tx, contactId);
    if (!before) throw notFound("This contact");
    if (before.archivedAt) throw precondition("This contact was put away. Take it back first.");
    const number = fiscalCode === undefined ? numberOf(before) : fiscalCode;
    assertNumbers({ ...columns, fiscalCode: number }, ctx.now());
    const isNewNumber = fiscalCode !== undefined && fiscalCode !== before.fiscalCode;
    const fields = changedFields(before, columns, isNewNumber);
    if (fields.length === 0) return record();
    await store.update(tx, contactId, {
      ...columns,
      ...(isNewNumber ? sealedNumber(contactId, number) : {}),
    });
    await record({
      action: "contact.changed",
      objectId: contactId,
      objectName: columns.name,
      partnerId: before.partnerId,
      after: { fields },
    });
  });
  return { contactId, name: columns.name };
}

const numberOf = ({ id, fiscalCode }: store.ContactRecord): string | null =>
  fiscalCode === null ? null : openNumber(id, fiscalCode);

/** Which fields became others, by name alone: the log can never forget, and this is about people. */
function changedFields(
  before: store.ContactRecord,
  after: ReturnType<typeof columnsOf>,
  isNewNumber: boolean,
): string[] {
  const names = (Object.keys(after) as (keyof typeof after)[]).filter(
    (field) => field !== "name" && before[field] !== after[field],
  );
  return [...names, ...(isNewNumber ? ["fiscalCode"] : [])].sort();
}
