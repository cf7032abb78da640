import type { KeyScope } from "./key-scopes";
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
  | {
      /** A program that acts for a person: within the role, and within the scope of its key. */
      readonly kind: "key";
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      readonly scope: KeyScope;
    }
  | { readonly kind: "job"; readonly id: string; readonly name: string };
