import { randomBytes } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { Recorder } from "../../audit/mutate";
import type { ContactsTold } from "../../registrars/gateway";
import type { Applied } from "../apply-readings";
import { changedContacts, contactDigests } from "./contact-digests";
import * as store from "./store";

type Telling = {
  readonly known: {
    readonly id: string;
    readonly name: string;
    readonly partnerId: string | null;
  };
  readonly contacts: ContactsTold;
};

const SALT_BYTES = 12;

/**
 * Holds contacts against what was told of them before. The registrar decides them: what changed is taken over, with
 * one line in the log that names the fields and no person. Those of another account, and those told for the first
 * time, are learned.
 *
 * @returns which fields changed, by name
 */
export async function takeContacts(
  tx: Transaction,
  record: Recorder,
  { accountId, runId }: { readonly accountId: string; readonly runId: string },
  tellings: readonly Telling[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const held = await heldAgainst(tx, accountId, tellings);
  await store.saveContacts(
    tx,
    held.filter(({ isNew, fields }) => isNew || fields.length > 0),
  );
  const changed = held.filter(({ isNew, fields }) => !isNew && fields.length > 0);
  await record(
    ...changed.map(({ domainId, name, partnerId, fields }) => ({
      action: "domain.contacts_changed" as const,
      objectId: domainId,
      objectName: name,
      partnerId,
      after: { fields },
      runId,
    })),
  );
  return new Map(changed.map(({ domainId, fields }) => [domainId, fields]));
}

/** Contacts beside what is kept of them, and the fields that differ. */
export async function heldAgainst(
  tx: Transaction,
  accountId: string,
  tellings: readonly Telling[],
) {
  if (tellings.length === 0) return [];
  const ids = tellings.map(({ known }) => known.id);
  const kept = new Map((await store.contactsOf(tx, ids)).map((one) => [one.domainId, one]));
  return tellings.map(({ known: { id, name, partnerId }, contacts }) => {
    const before = kept.get(id);
    const isNew = before?.accountId !== accountId;
    const salt = before?.salt ?? randomBytes(SALT_BYTES).toString("base64url");
    const digests = contactDigests(contacts, salt);
    const fields = before && !isNew ? changedContacts(before.digests, digests) : [];
    return { domainId: id, name, partnerId, accountId, salt, digests, isNew, fields };
  });
}

/** What readings did, contacts included: a name whose contacts changed has changed, once. */
export function withContacts(
  applied: Applied,
  contacts: ReadonlyMap<string, readonly string[]>,
): Applied {
  const changes = new Map(applied.changes);
  for (const [id, after] of contacts)
    changes.set(id, [...(changes.get(id) ?? []), { field: "contacts", before: null, after }]);
  return { ...applied, changed: applied.changed + changes.size - applied.changes.size, changes };
}
