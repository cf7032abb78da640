import type { AccountDto } from "@/server/accounts/schemas";

type Capability = AccountDto["capabilities"][number]["capability"];

/** What a capability lets one do. */
export const CAPABILITY_WORDS: Readonly<Record<Capability, string>> = {
  list: "List names",
  info: "Read a name",
  availability: "Check availability",
  price_list: "Price list",
  prices: "Read prices",
  register: "Register",
  renew: "Renew",
  transfer_in: "Transfer in",
  nameservers: "Change nameservers",
  lock: "Transfer lock",
  auto_renew: "Auto-renew",
  privacy: "WHOIS privacy",
  contacts: "Change contacts",
  auth_code: "Fetch auth codes",
  transfer_in_cancel: "Cancel a transfer in",
  transfer_in_mail: "Resend a transfer's mail",
  transfer_in_relaunch: "Relaunch a transfer in",
  transfer_out: "Answer transfers out",
  hosts: "Glue hosts",
  dns: "DNS records",
  dnssec: "DNSSEC keys",
};

const HOUR = 60;
const DAY = 24 * HOUR;

const UNITS = [
  [7 * DAY, "week"],
  [DAY, "day"],
  [HOUR, "hour"],
] as const;

/** How often, in the largest unit that fits: "every 6 hours". */
export function intervalInWords(minutes: number): string {
  const unit = UNITS.find(([size]) => minutes >= size && minutes % size === 0);
  const [size, word] = unit ?? [1, "minute"];
  const count = minutes / size;
  return count === 1 ? `every ${word}` : `every ${count} ${word}s`;
}
