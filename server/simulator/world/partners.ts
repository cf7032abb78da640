import type { NameserverSet } from "./nameservers";

/** One partner the portfolio is meant for, and the words its invented business names are made of. */
export type PartnerPlan = {
  readonly slug: string;
  readonly name: string;
  /** Names in the portfolio, named ones included. */
  readonly count: number;
  readonly firstWords: readonly string[];
  readonly secondWords: readonly string[];
  /** A TLD that stands here twice is twice as frequent. */
  readonly tlds: readonly string[];
  readonly nameservers: readonly NameserverSet[];
  /** Tag that says what the name is for. */
  readonly usage: readonly string[];
  readonly owner: { readonly orgname: string; readonly given: string; readonly family: string };
};

export const PARTNERS: readonly PartnerPlan[] = [
  {
    slug: "acme-retail",
    name: "Acme Retail",
    count: 86,
    firstWords:
      "amberfield bramblewick cobblegate dovetail elderfen fernhollow gooseberry hazelwick juniperlane larkshill marigold nettlebrook oatmeadow pepperwood quincewell rosehip saffronhill thistledown umberley wickerby".split(
        " ",
      ),
    secondWords:
      "pantry outfit provisions homeware crockery knits haberdashery larder gifts paper".split(" "),
    tlds: "com com com shop shop co.uk net fr es nl eu de app".split(" "),
    nameservers: ["acme", "acme", "acme", "livedns", "parked"],
    usage: ["retail", "retail", "campaign"],
    owner: { orgname: "Acme Retail Ltd", given: "Priya", family: "Hallam" },
  },
  {
    slug: "lumen-studio",
    name: "Lumen Studio",
    count: 70,
    firstWords:
      "paleglow nightfern softhalo halflight inkmeadow velvetine moonquarry papercrane slowshutter ochrehill cobaltine gildframe whitebark tinlantern duskfield".split(
        " ",
      ),
    secondWords: "atelier films ceramics letters photo stage posters exhibits editions sound".split(
      " ",
    ),
    tlds: "studio studio com com io fr it org app ch eu".split(" "),
    nameservers: ["northwind", "northwind", "livedns", "external"],
    usage: ["client", "client", "exhibit"],
    owner: { orgname: "Lumen Studio SARL", given: "Camille", family: "Orvault" },
  },
  {
    slug: "harbour-logistics",
    name: "Harbour Logistics",
    count: 72,
    firstWords:
      "ballastway bollard capstan driftwater estuary fairlead gangway halyard keelson lodestar mooringside northquay outrigger portlight rudderline saltmarsh tidelane windlass".split(
        " ",
      ),
    secondWords: "freight cargo depot haulage bonded customs reefer drayage pallets lines".split(
      " ",
    ),
    tlds: "com com net net eu de org nl ro it co.uk".split(" "),
    nameservers: ["northwind", "acme", "external", "parked"],
    usage: ["eu", "depot", "route"],
    owner: { orgname: "Harbour Logistics GmbH", given: "Jonas", family: "Petrescu" },
  },
];
