import type { ApiKeyDto } from "@/server/keys/schemas";

type Words = { readonly label: string; readonly help: string };

/** What a key may do, as a person chooses it. */
export const SCOPE_WORDS: Readonly<Record<ApiKeyDto["scope"], Words>> = {
  read: {
    label: "Read",
    help: "See names, changes, runs and availability; take names away as a file.",
  },
  write: {
    label: "Read and change",
    help: "Also notes, tags, syncing, nameservers, locking and auto-renew. Never unlocking.",
  },
  pay: { label: "Read, change and pay", help: "Also register, renew and transfer names in." },
};

export const DAYS_CHOICES = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "180", label: "180 days" },
  { value: "365", label: "a year" },
];
