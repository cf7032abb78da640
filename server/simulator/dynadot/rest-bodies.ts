import { z } from "zod";

const contact = z.int().positive().optional();

const Domain = z.object({
  duration: z.int(),
  privacy: z.enum(["full", "partial", "off"]).default("off"),
  registrant_contact_id: contact,
  admin_contact_id: contact,
  tech_contact_id: contact,
  billing_contact_id: contact,
});

export const RegisterBody = z.object({
  domain: Domain.extend({ name_server_list: z.array(z.string()).default([]) }),
  currency: z.string().default("USD"),
  register_premium: z.boolean().default(false),
});
export const RenewBody = z.object({
  duration: z.int(),
  year: z.int().optional(),
  currency: z.string().default("USD"),
});
export const TransferBody = z.object({ domain: Domain.extend({ auth_code: z.string() }) });
export const CodeBody = z.object({
  domain_name: z.string().optional(),
  auth_code: z.string().min(1),
});
export const ApprovalBody = z.object({ domain_name: z.string(), approve: z.boolean() });
export const AddressesBody = z.object({ ip_list: z.array(z.string()) });
export const NameserversBody = z.object({ nameserver_list: z.array(z.string()) });
export const LockBody = z.object({ lock: z.boolean() });
export const RenewOptionBody = z.object({ renew_option: z.string() });
export const PrivacyBody = z.object({ privacy_level: z.enum(["full", "partial", "off"]) });

const Entry = z.object({
  sub_host: z.string().default(""),
  record_type: z.string(),
  record_value1: z.string(),
  record_value2: z.string().default(""),
});
export const RecordsBody = z.object({
  dns_main_list: z.array(Entry).default([]),
  dns_sub_list: z.array(Entry).optional(),
  sub_list: z.array(Entry).optional(),
  ttl: z.coerce.string().default("300"),
  add_dns_to_current_setting: z.boolean().default(false),
});
export type RecordsBody = z.infer<typeof RecordsBody>;

/** The contacts an order names, by role. */
export const contactsIn = (domain: z.infer<typeof Domain>) =>
  Object.fromEntries(
    Object.entries({
      registrant: domain.registrant_contact_id,
      admin: domain.admin_contact_id,
      tech: domain.tech_contact_id,
      billing: domain.billing_contact_id,
    }).filter(([, id]) => id !== undefined),
  );
