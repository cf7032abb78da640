import type { Metadata } from "next";
import { ContactScreen } from "@/components/contacts/contact-screen";
import { orNotFound, pageContext } from "@/server/auth/session";
import { readContact } from "@/server/contacts/list-contacts";

export const metadata: Metadata = { title: "Contact" };

export default async function ContactPage({ params }: PageProps<"/contacts/[id]">) {
  const ctx = await pageContext("contact.read");
  const { id } = await params;
  const contact = await orNotFound(readContact(ctx, { contactId: id }));
  return <ContactScreen contact={contact} isHouse={ctx.scope.all} />;
}
