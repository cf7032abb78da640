import { z } from "zod";
import { AppError } from "../kernel/errors";
import { acceptRegistrarName } from "../names/accept-registrar-name";

const Name = z.string().max(1_024).optional();
const Named = { domain: Name, domain_name: Name, fqdn: Name };

/** Events differ by sender; all we take from one is which name it is about. */
const Event = z.looseObject({
  type: z.string().max(200).optional(),
  event: z.string().max(200).optional(),
  data: z.looseObject(Named).optional(),
  ...Named,
});

/** What an event says: a word for the log, and the name it is about, when it names one. */
export type Heard = { readonly kind: string; readonly name: string | null };

/**
 * Reads which name an event is about. Nothing else of it is believed.
 * @throws AppError `bad_request` for what is not a JSON object of that shape
 */
export function hear(body: Uint8Array): Heard {
  const event = Event.safeParse(jsonOf(body));
  if (!event.success)
    throw new AppError("bad_request", "The event is not a JSON object with a name as text.", {
      fields: { body: [{ code: "type", message: "A JSON object is expected." }] },
    });
  const { type, event: word, data, ...top } = event.data;
  const told = [data?.domain, data?.domain_name, data?.fqdn, top.domain, top.domain_name, top.fqdn];
  const name = acceptRegistrarName(told.find((one) => one !== undefined));
  return { kind: type ?? word ?? "unknown", name: name.ok ? name.value.name : null };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
