/** Whose a row of the count tables is, where it is not one partner's: all names together, and those without a partner. */
export const EVERYONE = "00000000-0000-0000-0000-000000000000";
export const NOBODY = "ffffffff-ffff-ffff-ffff-ffffffffffff";
