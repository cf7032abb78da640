import { z } from "zod";
import { bucharestInstant } from "./bucharest";

/**
 * Answers as ROTLD's REST 2 writes them. Objects here are not loose: what is not named is dropped at
 * this line, personal numbers above all. Absent and null mean that nothing was said.
 */
const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const instant = z.string().transform((told, check) => {
  const at = bucharestInstant(told);
  if (at) return at;
  check.addIssue({ code: "custom", message: "no local time" });
  return z.NEVER;
});

/**
 * What every command is answered with, under HTTP 200 and whether it was done or refused. The result
 * code has leading zeros and is no number.
 */
export const RotldEnvelope = z.object({
  error: z.union([z.number(), z.string(), z.boolean()]).nullish(),
  result_code: z.string().regex(/^\d{5}$/),
  result_message: text,
  data: z.unknown(),
});

/** Where nothing of the data is needed: the result code alone says that it was done. */
export const AnyData = z.unknown();

export const RotldAvailability = z.object({ status: z.string() });

export const RotldNewContact = z.object({ cid: z.string().regex(/^C[A-Za-z0-9-]{1,40}$/) });

/** Who a contact is. Its numbers are not read. */
export const RotldContact = z.object({
  name: z.string(),
  person_type: z.string(),
  address1: z.string().nullish(),
  city: z.string().nullish(),
  postal_code: z.string().nullish(),
  country_code: z.string().nullish(),
  phone: z.string().nullish(),
  email: z.string().nullish(),
});

const number = z.union([z.int(), z.string().regex(/^\d{1,5}$/)]).transform(Number);

/** The digests of the keys of a name. */
export const RotldDsData = z.array(
  z.object({ keytag: number, alg: number, digest_type: number, digest: z.string() }),
);

/** Addresses of a host, as a list or as one text with commas. */
export const RotldHost = z.object({
  ips: z.union([z.array(z.string()), z.string().transform((text) => text.split(","))]),
});

export const RotldDomain = z.object({
  domain: z.string(),
  registrant_id: text,
  registration_date: instant.nullish(),
  expiration_date: instant.nullish(),
  deletion_date: text,
  statuses: texts,
  nameservers: texts,
  /** Each is read by itself, where it is asked for: an odd one spoils no reading of the name. */
  dsdata: z.array(z.unknown()).nullish(),
});
export type RotldDomain = z.infer<typeof RotldDomain>;
