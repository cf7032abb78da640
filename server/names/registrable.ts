import { parse } from "tldts";
import type { DomainName } from "./domain-name";

/** Whether `name` sits exactly one label below a public suffix, as example.co.uk does and www.example.com does not. */
export const isRegistrable = (name: DomainName): boolean => parse(name).domain === name;

/** The name that was registered for `host` to exist, or null when `host` is itself a suffix. */
export const registrableOf = (host: string): string | null => parse(host).domain;
