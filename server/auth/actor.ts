import type { Role } from "./roles";

/** Who asks. A job acts for the house itself and holds every permission. */
export type Actor =
  | {
      readonly kind: "user";
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly role: Role;
      readonly sessionId: string;
    }
  | { readonly kind: "job"; readonly id: string; readonly name: string };
