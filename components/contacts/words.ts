import type { ContactKindWord } from "@/server/contacts/schemas";
import { COUNTRY_CODES } from "@/server/names/countries";

export const KIND_WORDS: Readonly<Record<ContactKindWord, string>> = {
  person: "Person",
  company: "Company",
  association: "Association",
  public_body: "Public body",
};

export const KIND_CHOICES = (Object.entries(KIND_WORDS) as [ContactKindWord, string][]).map(
  ([value, label]) => ({ value, label }),
);

const ENGLISH = new Intl.DisplayNames("en-GB", { type: "region" });

/** A country as people call it. */
export const countryWord = (code: string): string => ENGLISH.of(code) ?? code;

/** Every country by its name. */
export const countryChoices = (): { value: string; label: string }[] =>
  COUNTRY_CODES.map((value) => ({ value, label: countryWord(value) })).sort((one, other) =>
    one.label.localeCompare(other.label, "en-GB"),
  );

/** What the number that identifies a contact is called where it lives. */
export const numberWord = (kind: ContactKindWord, countryCode: string): string => {
  if (countryCode !== "RO") return "Tax or personal number";
  return kind === "person" ? "Personal number (CNP)" : "Company code (CUI)";
};

/** A number of which only the last digits are shown. */
export const masked = (hint: string): string => `•••• ${hint}`.trim();
