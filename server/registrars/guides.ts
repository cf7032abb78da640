import type { RegistrarKind } from "./gateway";

export type CredentialField = {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** Secret fields are written and never shown again. */
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  /** All it can be, the usual one first; absent where it is typed. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
};

/** What a person needs to know to connect an account. Data only, so it may travel to the browser. */
export type RegistrarGuide = {
  readonly registrar: RegistrarKind;
  readonly name: string;
  readonly fields: readonly CredentialField[];
  /** Permissions the credential must carry. */
  readonly scopes: readonly string[];
  readonly limits: readonly string[];
  readonly endpoints: readonly {
    readonly value: "production" | "sandbox" | "simulator";
    readonly label: string;
    readonly help: string;
  }[];
};

const GANDI: RegistrarGuide = {
  registrar: "gandi",
  name: "Gandi",
  fields: [
    {
      name: "token",
      label: "Personal access token",
      help: "Create it in Gandi's console for the organisation that holds the domains. The old API keys are refused.",
      isSecret: true,
      isRequired: true,
    },
    {
      name: "sharingId",
      label: "Organisation ID",
      help: "Only when the token sees several organisations: the ID of the one whose domains are meant.",
      isSecret: false,
      isRequired: false,
    },
  ],
  scopes: [
    "See and renew domain names",
    "Manage domain name technical configurations: for nameservers, glue, records and DNSSEC keys",
  ],
  limits: [
    "A token has an end date and cannot be renewed; create a new one before it ends.",
    "1,000 requests per minute and address; Namekeep keeps each of its processes below that.",
    "A transfer under way cannot be cancelled by a program, and requests of other registrars are answered by mail.",
  ],
  endpoints: [
    { value: "production", label: "Production", help: "The real registrar." },
    {
      value: "sandbox",
      label: "Sandbox",
      help: "Gandi's test system, with an account and a token of its own.",
    },
    {
      value: "simulator",
      label: "Simulator",
      help: "The registrar of the demo; it exists there only. Try it with token sim-pat-eastgate-names.",
    },
  ],
};

const ROTLD: RegistrarGuide = {
  registrar: "rotld",
  name: "ROTLD",
  fields: [
    {
      name: "registrarId",
      label: "Registrar ID",
      help: "The RegID that ROTLD gave you as an accredited registrar.",
      isSecret: false,
      isRequired: true,
    },
    {
      name: "password",
      label: "REST password",
      help: "The password of the REST interface. It is never sent: HTTP Digest proves that you know it.",
      isSecret: true,
      isRequired: true,
    },
  ],
  scopes: ["Ask ROTLD to allow this server’s address"],
  limits: [
    "Serves .ro names only, and has no command that lists them: import your names once from ROTLD’s web panel.",
    "ROTLD publishes no rate limit; Namekeep sends at most 120 requests a minute.",
    "Glue hosts are kept, but not listed: Namekeep asks for those it knows of.",
    "The connection goes to port 6080; open it in your firewall. Its certificate is always checked.",
  ],
  endpoints: [
    { value: "production", label: "Production", help: "The real registry." },
    {
      value: "sandbox",
      label: "Test server",
      help: "ROTLD’s test system, with a password of its own.",
    },
    {
      value: "simulator",
      label: "Simulator",
      help: "The registry of the demo; it exists there only. Try it with registrar ID sim-reg-dunarea and REST password sim-rotld-dunarea.",
    },
  ],
};

const DYNADOT: RegistrarGuide = {
  registrar: "dynadot",
  name: "Dynadot",
  fields: [
    {
      name: "key",
      label: "API key",
      help: "Under Tools → API in Dynadot's control panel, once API access is unlocked.",
      isSecret: true,
      isRequired: true,
    },
    {
      name: "secret",
      label: "API secret",
      help: "Shown beside the key. It signs requests and is never sent.",
      isSecret: true,
      isRequired: true,
    },
    {
      name: "level",
      label: "Price level",
      help: "As Dynadot’s account information says. It decides how many calls are sent.",
      isSecret: false,
      isRequired: false,
      choices: [
        { value: "regular", label: "Regular" },
        { value: "bulk", label: "Bulk" },
        { value: "super_bulk", label: "Super bulk" },
      ],
    },
  ],
  scopes: ["API access, unlocked in the control panel"],
  limits: [
    "By price level: regular accounts one call at a time and 60 a minute, bulk 5 and 600, super bulk 25 and 6,000.",
    "Reseller accounts may have to allow-list this server's address.",
    "Nameservers cannot be changed within a transfer; change them afterwards.",
    "Records are served late: a zone that was just written can be written again once it is served, or after half an hour.",
  ],
  endpoints: [
    { value: "production", label: "Production", help: "The real registrar." },
    {
      value: "sandbox",
      label: "Sandbox",
      help: "Dynadot's test system, with a key and a secret of its own.",
    },
    {
      value: "simulator",
      label: "Simulator",
      help: "The registrar of the demo; it exists there only. Try it with API key sim-dynadot-regular-key and API secret sim-dynadot-regular-secret.",
    },
  ],
};

const RESELLERCLUB: RegistrarGuide = {
  registrar: "resellerclub",
  name: "ResellerClub",
  fields: [
    {
      name: "userId",
      label: "Reseller ID",
      help: "The number under Settings → Personal information in ResellerClub's panel.",
      isSecret: false,
      isRequired: true,
    },
    {
      name: "apiKey",
      label: "API key",
      help: "Under Settings → API. The old password is not taken in its place.",
      isSecret: true,
      isRequired: true,
    },
    {
      name: "customerId",
      label: "Customer ID",
      help: "Whom new names are booked under. Without it names can be read, renewed and changed, but none ordered.",
      isSecret: false,
      isRequired: false,
    },
  ],
  scopes: ["This server's address on the list of addresses that may call the API"],
  limits: [
    "ResellerClub publishes no rate limit; Namekeep sends at most 240 requests a minute.",
    "Auto-renew is set with an order only, and premium names are sold in the panel alone.",
    "Prices are what the reseller pays, in the currency of the account.",
    "Records and DNSSEC keys are kept in the panel; the API keeps nameservers and glue hosts.",
  ],
  endpoints: [
    { value: "production", label: "Production", help: "The real registrar." },
    {
      value: "sandbox",
      label: "Test server",
      help: "ResellerClub's test system, with a demo account of its own.",
    },
    {
      value: "simulator",
      label: "Simulator",
      help: "The registrar of the demo; it exists there only. Try it with reseller ID 740226, API key sim-lb-southgate-9a02 and customer ID 10423990.",
    },
  ],
};

/** How to connect an account, per registrar. */
export const REGISTRAR_GUIDES: Readonly<Record<RegistrarKind, RegistrarGuide>> = {
  dynadot: DYNADOT,
  gandi: GANDI,
  resellerclub: RESELLERCLUB,
  rotld: ROTLD,
};
