import { queryOptions } from "@tanstack/react-query";
import { type ContactQuery, writeContactQuery } from "@/server/contacts/schemas";
import { read } from "../query/read";

const contact = async () => (await import("@/server/contacts/schemas")).ContactDto;
const contactList = async () => (await import("@/server/contacts/schemas")).ContactListDto;

/** Reads of the contact book. */
export const contactQueries = {
  list: (query: ContactQuery) =>
    queryOptions({
      queryKey: ["contacts", writeContactQuery(query).toString()] as const,
      queryFn: ({ signal }) =>
        read(`/api/v1/contacts?${writeContactQuery(query)}`, contactList, signal),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ["contacts", "one", id] as const,
      queryFn: ({ signal }) => read(`/api/v1/contacts/${id}`, contact, signal),
    }),
};
