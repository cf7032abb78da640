import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { iso } from "../kernel/instant";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import {
  type ContactDto,
  ContactInput,
  type ContactKindWord,
  type ContactListDto,
  type ContactQuery,
  writeContactQuery,
} from "./schemas";
import * as store from "./store";

const Position = z.tuple([z.string(), z.uuid()]);

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: ContactQuery): string =>
  `contacts|${tenantOf(ctx.scope)}|${writeContactQuery(query)}`;

function positionOf(ctx: ServiceContext, query: ContactQuery): store.ContactPosition | null {
  if (query.cursor === null) return null;
  const [name, id] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { name, id };
}

/**
 * Contacts by name: of every partner for the house, their own for customers.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listContacts(
  ctx: ServiceContext,
  query: ContactQuery,
): Promise<ContactListDto> {
  authorize(ctx.actor, "contact.read");
  const position = positionOf(ctx, query);
  const found = await read(ctx, (tx) => store.page(tx, query, position));
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1) : undefined;
  return {
    rows: kept.map(toContact),
    nextCursor: last ? signCursor([last.name, last.id], listName(ctx, query)) : null,
  };
}

/** One contact, without its number. @throws AppError `not_found` outside the caller's scope */
export async function readContact(ctx: ServiceContext, input: ContactInput): Promise<ContactDto> {
  authorize(ctx.actor, "contact.read");
  const known = ContactInput.safeParse(input);
  const row = known.success ? await read(ctx, (tx) => store.find(tx, known.data.contactId)) : null;
  if (!row) throw notFound("This contact");
  return toContact(row);
}

const toContact = ({ partnerId, partnerName, ...row }: store.ShownContact): ContactDto => ({
  ...row,
  kind: row.kind as ContactKindWord,
  changedAt: iso(row.changedAt),
  archivedAt: iso(row.archivedAt),
  partner: partnerId ? { id: partnerId, name: partnerName ?? "" } : null,
});
