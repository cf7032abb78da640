import { err, ok } from "../../kernel/result";
import type { OutboundClient } from "../../outbound/call";
import type { Accepted, Answer, Contact, RegistrarFailure, Registration } from "../gateway";
import { checkAvailability } from "./availability";
import { updateNameservers } from "./changes";
import { run } from "./command";
import { CONTACT_SECRETS, contactFields } from "./contact";
import { nameProblem, nameserversProblem, ownHostProblem, periodProblem } from "./names";
import { AnyData, RotldNewContact } from "./wire";

/**
 * Registers a name in the order that the registry asks for: free or not, the holder's contact, the
 * name, its nameservers. It keeps one contact per name, so other roles are not sent.
 *
 * Up to the contact nothing is paid, and a failure has no effect on the name. A name that was
 * registered without its nameservers is told as a failure whose effect is "unknown": reading it shows
 * what is left to do, and it is not registered again.
 */
export async function register(
  api: OutboundClient,
  request: Registration,
  now: Date,
): Answer<Accepted> {
  const { name, periodYears, nameservers } = request;
  const problem = problemOf(request);
  if (problem) return err(problem);
  const free = await checkAvailability(api, name);
  if (!free.ok) return free;
  const taken = refusalOf(free.value.state);
  if (taken) return err(taken);
  const contact = await createContact(api, request.contacts.registrant, now);
  if (!contact.ok) return contact;
  const registered = await run(api, {
    command: "domain-register",
    fields: [
      ["domain", name],
      ["domain_period", String(periodYears)],
      ["c_registrant", contact.value],
      ["reservation", "0"],
    ],
    data: AnyData,
    kind: "paid",
  });
  if (!registered.ok) return registered;
  const done: Accepted = { outcome: "confirmed", reference: contact.value };
  if (nameservers.length === 0) return ok(done);
  const delegated = await updateNameservers(api, { name, nameservers });
  if (delegated.ok) return ok(done);
  const message = `The name is registered, but its nameservers are not set. ${delegated.error.message}`;
  return err({ ...delegated.error, effect: "unknown", message });
}

const problemOf = ({ name, periodYears, nameservers }: Registration): RegistrarFailure | null =>
  nameProblem(name) ??
  periodProblem(periodYears) ??
  nameserversProblem(nameservers) ??
  ownHostProblem(name, nameservers);

/** "unknown" is no evidence, so the registry is left to decide. */
function refusalOf(state: string): RegistrarFailure | null {
  if (state === "taken")
    return { code: "domain_taken", effect: "none", message: "The name is registered already." };
  return state === "reserved"
    ? {
        code: "not_eligible",
        effect: "none",
        message: "ROTLD does not give this name out: it is reserved or forbidden.",
      }
    : null;
}

/** A contact costs nothing: one that was made in vain, or perhaps, has no effect on any name. */
async function createContact(
  api: OutboundClient,
  registrant: Contact | undefined,
  now: Date,
): Answer<string> {
  if (!registrant)
    return err({
      code: "invalid_registrant",
      effect: "none",
      message: "A .ro name needs a holder.",
    });
  const fields = contactFields(registrant, now);
  if (!fields.ok) return fields;
  const made = await run(api, {
    command: "contact-create",
    fields: fields.value,
    data: RotldNewContact,
    kind: "write",
    secretFields: CONTACT_SECRETS,
  });
  return made.ok ? ok(made.value.cid) : err({ ...made.error, effect: "none" });
}
