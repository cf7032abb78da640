import { environment } from "../kernel/env";
import { seal, unseal } from "../kernel/seal";
import { hintOf } from "./numbers";

/** Where the number of a contact is sealed to. */
export const fiscalCodePlace = (contactId: string): string => `contacts|fiscal_code|${contactId}`;

export type SealedNumber = {
  readonly fiscalCode: string | null;
  readonly fiscalCodeHint: string | null;
};

/** A number as it is kept. */
export const sealedNumber = (contactId: string, number: string | null): SealedNumber =>
  number === null
    ? { fiscalCode: null, fiscalCodeHint: null }
    : {
        fiscalCode: seal(
          environment().credentialKeys.byVersion,
          number,
          fiscalCodePlace(contactId),
        ),
        fiscalCodeHint: hintOf(number),
      };

/** @throws SealError when no key opens it */
export const openNumber = (contactId: string, sealed: string): string =>
  unseal(environment().credentialKeys.byVersion, sealed, fiscalCodePlace(contactId));
