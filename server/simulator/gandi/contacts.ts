import { z } from "zod";
import type { DomainRecord } from "../records";
import { json, type SimResponse } from "../wire";
import { ContactBody, OwnerBody } from "./contact";
import { bodyOf, type Context, ownDomain, takeUp } from "./context";

const ContactsBody = z.strictObject({
  owner: OwnerBody.optional(),
  admin: ContactBody.optional(),
  bill: ContactBody.optional(),
  tech: ContactBody.optional(),
});

/** GET /domain/domains/{d}/contacts */
export function readContacts(context: Context): SimResponse {
  return json(200, ownDomain(context).contacts);
}

/** PATCH /domain/domains/{d}/contacts: any role but the owner's identity. */
export function changeContacts(context: Context): SimResponse {
  const domain = ownDomain(context);
  const fields = { contacts: merged(domain, bodyOf(context, ContactsBody)) };
  return takeUp(context, "The contacts will be updated.", () =>
    context.sim.accept(domain.fqdn, "contacts", {
      kind: "domain_patched",
      fqdn: domain.fqdn,
      fields,
    }),
  );
}

function merged({ contacts }: DomainRecord, body: z.infer<typeof ContactsBody>) {
  const { owner, admin, bill, tech } = body;
  return {
    ...contacts,
    owner: { ...contacts.owner, ...owner },
    ...(admin ? { admin } : {}),
    ...(bill ? { bill } : {}),
    ...(tech ? { tech } : {}),
  };
}
