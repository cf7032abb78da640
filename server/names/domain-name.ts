import { z } from "zod";

const MAX_NAME_LENGTH = 253;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const TOP_LABEL = "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?";

const FQDN = new RegExp(`^(?:${LABEL}\\.)+${TOP_LABEL}$`);

/**
 * A domain name in its one stored form: lower-case A-labels, no trailing dot, two labels or more.
 *
 * Checks shape only and changes nothing, so it may travel to the browser. What a person typed goes
 * through `normaliseDomainName` first, which also knows the Public Suffix List.
 * @see RFC 1035 §2.3.1, RFC 5890 §2.3.2.1
 */
export const DomainName = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(FQDN, "Enter a domain name, such as example.com.")
  .brand<"DomainName">();
export type DomainName = z.infer<typeof DomainName>;

/** A host that can serve as a nameserver, in the same stored form as a domain name. */
export const HostName = z
  .string()
  .max(MAX_NAME_LENGTH)
  .regex(FQDN, "Enter a host name, such as ns1.example.net.")
  .brand<"HostName">();
export type HostName = z.infer<typeof HostName>;
