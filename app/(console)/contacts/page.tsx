import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ContactsScreen } from "@/components/contacts/contacts-screen";
import { contactQueries } from "@/components/contacts/queries";
import { askAhead } from "@/components/query/ask-ahead";
import { getQueryClient } from "@/components/query/client";
import { holds } from "@/server/auth/policy";
import { pageContext } from "@/server/auth/session";
import { listContacts } from "@/server/contacts/list-contacts";
import { readContactQuery } from "@/server/contacts/schemas";
import { searchParamsOf } from "@/server/kernel/query-params";
import { partnerChoices } from "@/server/portfolio/partner-choices";

export const metadata: Metadata = { title: "Contacts" };

export default async function ContactsPage({ searchParams }: PageProps<"/contacts">) {
  const ctx = await pageContext("contact.read");
  const { query } = readContactQuery(searchParamsOf(await searchParams));
  const client = getQueryClient();
  const [partners] = await Promise.all([
    holds(ctx.actor, "partner.read") ? partnerChoices(ctx) : null,
    askAhead(client, contactQueries.list(query), () => listContacts(ctx, query)),
  ]);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ContactsScreen partners={partners} />
    </HydrationBoundary>
  );
}
