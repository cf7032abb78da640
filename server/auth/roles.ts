/** Admins run the house, staff work with every partner's names, customers see their own partner's. */
export const ROLES = ["admin", "staff", "customer"] as const;
export type Role = (typeof ROLES)[number];
