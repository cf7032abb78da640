import type { ContactRole } from "./gateway";

/** How a registrar takes a name in, as far as its documents tell. */
export type TransferWay = {
  /** Endings it takes names of; absent: told by nobody, so every ending is tried. */
  readonly endings?: readonly string[];
  /** "kept": the delegation comes along and none may be given; "given": what is given with the order is set. */
  readonly nameservers: "kept" | "given";
  /** Contacts an order must carry. */
  readonly roles: readonly ContactRole[];
  /** What its codes look like, where they are narrower than elsewhere. */
  readonly code?: { readonly shape: RegExp; readonly message: string };
  readonly source: string;
};

const WAYS: Readonly<Record<string, TransferWay>> = {
  gandi: {
    nameservers: "given",
    roles: ["registrant"],
    source: "Gandi API v5, POST /domain/transferin",
  },
  dynadot: { nameservers: "kept", roles: [], source: "Dynadot REST v2, transfer_in" },
  resellerclub: {
    nameservers: "given",
    roles: ["registrant"],
    source: "LogicBoxes API, domains/transfer",
  },
  rotld: {
    endings: ["ro"],
    nameservers: "kept",
    roles: [],
    code: {
      shape: /^[A-Za-z0-9]{6,128}$/,
      message: "An authorisation key of ROTLD has letters and digits only.",
    },
    source: "ROTLD REST 2.0 documentation",
  },
};

const UNKNOWN: TransferWay = { nameservers: "kept", roles: [], source: "Nothing is known of it" };

/** The way of a registrar; of one we do not know nothing is demanded. */
export const transferWayOf = (registrar: string): TransferWay =>
  (Object.hasOwn(WAYS, registrar) ? WAYS[registrar] : null) ?? UNKNOWN;
