import type { NameserverSet } from "./nameservers";

/** A name of the portfolio that stands there by hand. What is not said is chosen by the seed. */
export type NamedDomain = {
  /** As a person writes it (U-label). */
  readonly name: string;
  /** Slug of the intended partner; null for an arrival that nobody has assigned. */
  readonly partner: string | null;
  readonly expiresInDays?: number;
  readonly isLocked?: boolean;
  readonly autoRenew?: boolean;
  readonly nameservers?: NameserverSet;
  readonly tags?: readonly string[];
  readonly status?: readonly string[];
  readonly isFresh?: boolean;
  /** Stands in the main account whatever the seed says. */
  readonly isInMain?: boolean;
};

const RETAIL = "acme-retail";
const LUMEN = "lumen-studio";
const HARBOUR = "harbour-logistics";

/** The names people meet first: on screenshots, in the guide and in the browser tests. */
const SHOWN: readonly NamedDomain[] = [
  {
    name: "harbourlight.com",
    partner: HARBOUR,
    expiresInDays: -67,
    isLocked: false,
    autoRenew: false,
    tags: ["critical"],
    nameservers: "acme",
  },
  {
    name: "lumen-atelier.fr",
    partner: LUMEN,
    expiresInDays: -33,
    tags: ["retail"],
    nameservers: "acme",
  },
  {
    name: "nordwind-logistik.eu",
    partner: HARBOUR,
    expiresInDays: 19,
    tags: ["eu"],
    nameservers: "external",
  },
  { name: "brixton-books.co.uk", partner: RETAIL, expiresInDays: 24, nameservers: "parked" },
  {
    name: "münchner-brotzeit.de",
    partner: RETAIL,
    expiresInDays: 30,
    tags: ["retail", "de"],
    nameservers: "acme",
  },
  {
    name: "atlas-freight.net",
    partner: HARBOUR,
    expiresInDays: 46,
    autoRenew: false,
    status: ["pendingTransfer"],
    nameservers: "external",
  },
  {
    name: "kestrel-optics.org",
    partner: RETAIL,
    expiresInDays: 52,
    tags: ["retail"],
    nameservers: "acme",
  },
  {
    name: "verde-cocina.com",
    partner: RETAIL,
    expiresInDays: 60,
    isLocked: false,
    nameservers: "acme",
  },
  {
    name: "solstice-yoga.studio",
    partner: LUMEN,
    expiresInDays: 63,
    tags: ["premium"],
    nameservers: "parked",
  },
  {
    name: "paperboat.io",
    partner: LUMEN,
    expiresInDays: 68,
    autoRenew: false,
    nameservers: "acme",
  },
  {
    name: "ostrava-metal.eu",
    partner: HARBOUR,
    expiresInDays: 73,
    tags: ["eu"],
    nameservers: "acme",
  },
  {
    name: "quietharbour.com",
    partner: HARBOUR,
    expiresInDays: 80,
    tags: ["retail"],
    nameservers: "acme",
  },
  { name: "tundra-outfit.shop", partner: RETAIL, expiresInDays: 87, nameservers: "acme" },
];

/** Names in other languages and scripts. */
const WORLDLY: readonly NamedDomain[] = [
  { name: "käsewerk-allgäu.de", partner: RETAIL },
  { name: "grüne-spedition.ch", partner: HARBOUR },
  { name: "façade-dorée.fr", partner: LUMEN },
  { name: "crème-atelier.com", partner: LUMEN },
  { name: "señal-verde.es", partner: RETAIL },
  { name: "żuraw-cargo.eu", partner: HARBOUR },
  { name: "șantier-naval.ro", partner: HARBOUR },
  { name: "ångström-foto.studio", partner: LUMEN },
  { name: "тихая-гавань.рф", partner: HARBOUR },
  { name: "ромашка-лавка.рф", partner: RETAIL },
  { name: "灯台物流.com", partner: HARBOUR },
  { name: "città-di-carta.it", partner: LUMEN },
  { name: "brume-et-papier.fr", partner: LUMEN },
  { name: "lanterne-bleue.fr", partner: LUMEN },
  { name: "hafenkontor-elbblick.de", partner: HARBOUR },
  { name: "nordlicht-lager.de", partner: HARBOUR },
  { name: "brotkorb-am-markt.de", partner: RETAIL },
  { name: "tulpenveld-winkel.nl", partner: RETAIL },
  { name: "zeewind-vervoer.nl", partner: HARBOUR },
  { name: "bottega-sambuco.it", partner: RETAIL },
  { name: "mercado-olivar.es", partner: RETAIL },
  { name: "atelier-argovie.ch", partner: LUMEN },
  { name: "casa-cu-cirese.ro", partner: RETAIL },
  { name: "depozit-dunarea.ro", partner: HARBOUR },
];

/** Names that arrived without anybody saying whose they are. */
const UNASSIGNED: readonly NamedDomain[] = [
  { name: "cinderpath.com", partner: null },
  { name: "meadowclerk.net", partner: null },
  { name: "plumfold.shop", partner: null },
  { name: "orchard-ledger.com", partner: null },
  { name: "stillwater-forms.org", partner: null },
  { name: "glasshouse-tickets.eu", partner: null },
  { name: "bergamot-post.fr", partner: null },
  { name: "wrenfield.co.uk", partner: null },
  { name: "lindenbogen.de", partner: null },
  { name: "signalfold.io", partner: null },
  { name: "copperline-app.app", partner: null },
  { name: "hollowreed.info", partner: null },
];

/** One or more of every phase a name can be in. */
const IN_A_PHASE: readonly NamedDomain[] = [
  { name: "cobblegate-crockery.com", partner: RETAIL, expiresInDays: -2 },
  { name: "larkshill-gifts.net", partner: RETAIL, expiresInDays: -5 },
  { name: "halflight-posters.com", partner: LUMEN, expiresInDays: -9 },
  { name: "estuary-pallets.net", partner: HARBOUR, expiresInDays: -14 },
  { name: "gangway-customs.com", partner: HARBOUR, expiresInDays: -21 },
  { name: "oatmeadow-larder.shop", partner: RETAIL, expiresInDays: -28 },
  { name: "whitebark-editions.org", partner: LUMEN, expiresInDays: -40 },
  { name: "rosehip-knits.com", partner: RETAIL, expiresInDays: -50, autoRenew: false },
  { name: "windlass-reefer.net", partner: HARBOUR, expiresInDays: -58, autoRenew: false },
  { name: "inkmeadow-stage.com", partner: LUMEN, expiresInDays: -72, autoRenew: false },
  { name: "umberley-paper.com", partner: RETAIL, expiresInDays: -76, autoRenew: false },
  { name: "fairlead-bonded.net", partner: HARBOUR, expiresInDays: -77, autoRenew: false },
  { name: "duskfield-sound.org", partner: LUMEN, expiresInDays: -79, autoRenew: false },
  { name: "quincewell-outfit.shop", partner: RETAIL, status: ["clientHold"] },
  { name: "velvetine-films.com", partner: LUMEN, status: ["clientHold"] },
  { name: "lodestar-haulage.com", partner: HARBOUR, status: ["clientHold"] },
  { name: "marigold-homeware.com", partner: RETAIL, status: ["serverHold"] },
  { name: "bollard-lines.org", partner: HARBOUR, status: ["serverHold"] },
  {
    name: "slowshutter-photo.com",
    partner: LUMEN,
    status: ["pendingTransfer"],
    expiresInDays: 118,
  },
  {
    name: "pepperwood-pantry.com",
    partner: RETAIL,
    status: ["pendingTransfer"],
    expiresInDays: 205,
  },
  { name: "halyard-depot.net", partner: HARBOUR, status: ["pendingTransfer"], expiresInDays: 77 },
  { name: "nettlebrook-provisions.shop", partner: RETAIL, isFresh: true },
  { name: "thistledown-gifts.com", partner: RETAIL, isFresh: true, tags: ["campaign"] },
  { name: "fernhollow-paper.app", partner: RETAIL, isFresh: true },
  { name: "moonquarry-exhibits.studio", partner: LUMEN, isFresh: true },
  { name: "cobaltine-letters.io", partner: LUMEN, isFresh: true },
  { name: "papercrane-films.com", partner: LUMEN, isFresh: true },
  { name: "tidelane-cargo.eu", partner: HARBOUR, isFresh: true },
  { name: "northquay-freight.com", partner: HARBOUR, isFresh: true },
];

/** Names a drift or a test counts on: see drifts.ts. */
const COUNTED_ON: readonly NamedDomain[] = [
  {
    name: "elderfen-homeware.com",
    partner: RETAIL,
    expiresInDays: 41,
    autoRenew: true,
    tags: ["critical", "retail"],
    nameservers: "acme",
  },
  { name: "capstan-drayage.com", partner: HARBOUR, expiresInDays: 152 },
  { name: "tinlantern-ceramics.com", partner: LUMEN, expiresInDays: 233 },
  {
    name: "rudderline-freight.com",
    partner: HARBOUR,
    expiresInDays: 12,
    autoRenew: false,
    tags: ["critical"],
  },
];

export const NAMED_DOMAINS: readonly NamedDomain[] = [
  ...SHOWN.map((one) => ({ isInMain: true, isLocked: true, autoRenew: true, ...one })),
  ...WORLDLY,
  ...UNASSIGNED,
  ...IN_A_PHASE,
  ...COUNTED_ON,
];
