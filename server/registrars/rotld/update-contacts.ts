import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type { ContactCards } from "../contact-cards";
import type {
  Accepted,
  Answer,
  Contact,
  ContactRole,
  ContactsTold,
  DomainInFull,
  RegistrarFailure,
  ToldContact,
} from "../gateway";
import { toldContact } from "../told-contact";
import { run } from "./command";
import { addressFields, identityOf } from "./contact";
import { domainInfo } from "./domain-info";
import { malformed } from "./errors";
import { AnyData, RotldContact } from "./wire";

/**
 * Changes the address, phone and e-mail of a name's holder. Every name that the same contact holds
 * changes with it. Who the holder is cannot be changed: another name or kind is refused before
 * anything is sent, and other roles do not exist.
 */
export async function updateContacts(
  api: OutboundClient,
  name: DomainName,
  { registrant }: Readonly<Partial<Record<ContactRole, Contact>>>,
): Answer<Accepted> {
  if (!registrant)
    return err(refusal("unsupported", "A .ro name has one contact, its holder, and no others."));
  const fields = addressFields(registrant);
  if (!fields.ok) return fields;
  const held = await contactOf(api, name);
  if (!held.ok) return held;
  const wanted = identityOf(registrant);
  const isSame =
    folded(held.value.told.name) === folded(wanted.name) &&
    held.value.told.person_type === wanted.personType;
  if (!isSame) return err(refusal("not_eligible", TRADE));
  const told = await run(api, {
    command: "contact-update",
    fields: [["cid", held.value.cid], ...fields.value],
    data: AnyData,
    kind: "write",
  });
  return told.ok ? ok({ outcome: "confirmed", reference: held.value.cid }) : told;
}

const TRADE =
  "The holder's name and kind cannot be changed: another holder takes the name over by a trade, in ROTLD's web panel.";

type Held = { readonly cid: string; readonly told: z.infer<typeof RotldContact> };

async function contactOf(
  api: OutboundClient,
  name: DomainName,
): Promise<Result<Held, RegistrarFailure>> {
  const info = await domainInfo(api, name);
  if (!info.ok) return info;
  const cid = info.value.registrantId;
  if (!cid) return err(malformed("It names no holder.", { isWrite: false }));
  const told = await contactInfo(api, cid);
  return told.ok ? ok({ cid, told: told.value }) : told;
}

const contactInfo = (api: OutboundClient, cid: string, signal?: AbortSignal) =>
  run(api, {
    command: "contact-info",
    fields: [["cid", cid]],
    data: RotldContact,
    kind: "read",
    signal,
  });

/** The holder of a name, whose own name stands for an organisation's where it is one. */
export async function readContacts(api: OutboundClient, name: DomainName): Answer<ContactsTold> {
  const held = await contactOf(api, name);
  return held.ok ? ok({ registrant: toContact(held.value.told) }) : held;
}

/** A name and its holder. Where the holder cannot be read, the name is told all the same. */
export async function readInFull(
  api: OutboundClient,
  cards: ContactCards,
  name: DomainName,
  signal?: AbortSignal,
): Answer<DomainInFull> {
  const info = await domainInfo(api, name, signal);
  if (!info.ok) return info;
  const { domain, registrantId } = info.value;
  if (!registrantId) return ok({ domain, contacts: null, calls: 1 });
  const card = await cards.of(registrantId, async () => {
    const told = await contactInfo(api, registrantId, signal);
    return told.ok ? ok(toContact(told.value)) : told;
  });
  return card.ok
    ? ok({ domain, contacts: { registrant: card.value.told }, calls: 1 + card.value.calls })
    : ok({ domain, contacts: null, calls: 2 });
}

function toContact(told: z.infer<typeof RotldContact>): ToldContact {
  const isPerson = told.person_type === "p" || told.person_type === "ap";
  return toldContact({
    ...(isPerson ? { name: told.name } : { organisation: told.name }),
    email: told.email,
    phone: told.phone,
    street: told.address1,
    city: told.city,
    postalCode: told.postal_code,
    countryCode: told.country_code,
  });
}

const folded = (name: string) => name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();

const refusal = (code: RegistrarFailure["code"], message: string): RegistrarFailure => ({
  code,
  effect: "none",
  message,
});
