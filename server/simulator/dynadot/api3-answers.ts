import type { DomainRecord } from "../records";
import { json, type SimResponse } from "../wire";
import type { Extras } from "./memory";
import { isOnOwnDns, renewWord, standingWord } from "./rest-answers";
import type { Trouble } from "./trouble";

const SLOTS = 13;

/** What a command answers: flat under one root, always with HTTP status 200. */
export type Reply = {
  readonly root: string;
  readonly content?: Readonly<Record<string, unknown>>;
  /** Codes come as number or as text, by command. */
  readonly code?: number | string;
  readonly status?: string | null;
};

export const told = ({ root, content = {}, code = 0, status = "success" }: Reply): SimResponse =>
  json(200, {
    [root]: { ResponseCode: code, ...(status === null ? {} : { Status: status }), ...content },
  });

/** An error of a command; one before any command is known has the bare root. */
export const failed = (root: string, { words, api3 }: Trouble): SimResponse =>
  json(200, {
    [root]: {
      ResponseCode: String(api3.code),
      ...(root === "Response" ? {} : { Status: api3.status }),
      Error: words,
    },
  });

/** The name of the root a command's answer has: `set_dns2` answers as `SetDnsResponse`. */
export function rootOf(command: string): string {
  const named = SPECIAL_ROOTS[command];
  if (named) return named;
  const words = command.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join("")}Response`;
}

const SPECIAL_ROOTS: Readonly<Record<string, string>> = {
  set_dns2: "SetDnsResponse",
  list_domain: "ListDomainInfoResponse",
  is_processing: "Response",
};

const yes = (is: boolean) => (is ? "yes" : "no");
const ms = (instant: string | null) => `${Date.parse(instant ?? "1970-01-01T00:00:00Z")}`;

/** One name. The places of nameservers are always thirteen, the unused ones blank. */
export function domainInfo(domain: DomainRecord, extras: Extras, now: Date) {
  const { contacts } = extras;
  const contact = (id: number) => ({ ContactId: String(id) });
  return {
    Name: domain.fqdn,
    Expiration: ms(domain.expiresAt),
    Registration: ms(domain.registryCreatedAt),
    NameServerSettings: isOnOwnDns(domain)
      ? { Type: "Dynadot DNS" }
      : { Type: "Name Servers", NameServers: slots(domain.nameservers) },
    Whois: {
      Registrant: contact(contacts.registrant),
      Admin: contact(contacts.admin),
      Technical: contact(contacts.tech),
      Billing: contact(contacts.billing),
    },
    Locked: yes(domain.status.includes("clientTransferProhibited")),
    Disabled: "no",
    UdrpLocked: yes(domain.status.includes("udrp_locked")),
    RegistrantUnverified: "no",
    Hold: yes(domain.status.includes("clientHold")),
    Privacy: extras.privacy === "off" ? "none" : extras.privacy,
    isForSale: "no",
    RenewOption: renewWord(domain, extras),
    Note: "",
    Folder: { FolderId: "-1", FolderName: "(no folder)" },
    Status: standingWord(domain, now),
  };
}

const slots = (hosts: readonly string[]) =>
  Array.from({ length: SLOTS }, (_, index) => ({
    ServerId: hosts[index] ? String(index + 7) : "",
    ServerName: hosts[index] ?? "",
  }));
