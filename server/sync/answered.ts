import type { Result } from "../kernel/result";
import type { RegistrarDomain, RegistrarFailure } from "../registrars/gateway";
import type { Named } from "./checks/store";

/** A name that was asked for, and what its registrar said. */
export type Answered = Named & { readonly answer: Result<RegistrarDomain, RegistrarFailure> };
