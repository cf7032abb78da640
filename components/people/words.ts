import type { PersonDto } from "@/server/people/schemas";

export type Role = PersonDto["role"];

/** How roles are called on screens. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  admin: "Administrator",
  staff: "Staff",
  customer: "Customer",
};

/** What a role may do, in one line. */
export const ROLE_HELP: Readonly<Record<Role, string>> = {
  admin: "Everything, with accounts, people and partners.",
  staff: "The names of all partners; no keys, no people.",
  customer: "The names of one partner.",
};
