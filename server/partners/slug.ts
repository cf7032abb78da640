/**
 * The short form under which a name is unique: letters and digits of any script in lower case, with
 * hyphens between. "Acme Ltd." and "ACME  ltd" are the same partner.
 */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
