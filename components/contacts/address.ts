import type { Route } from "next";
import { type ContactQuery, writeContactQuery } from "@/server/contacts/schemas";

/** Another address of the book. Whatever changes the list starts it from its first page. */
export function contactsHref(query: ContactQuery, patch: Partial<ContactQuery>): Route {
  const text = writeContactQuery({ ...query, cursor: null, ...patch }).toString();
  return (text ? `/contacts?${text}` : "/contacts") as Route;
}
