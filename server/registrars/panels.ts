/** Where a person does by hand what an API cannot: the registrar's own site. */
export type Panel = { readonly name: string; readonly url: string };

const PANELS: Readonly<Record<string, Panel>> = {
  dynadot: { name: "Dynadot", url: "https://www.dynadot.com/" },
  gandi: { name: "Gandi", url: "https://admin.gandi.net/" },
  resellerclub: { name: "ResellerClub", url: "https://www.resellerclub.com/" },
  rotld: { name: "ROTLD", url: "https://www.rotld.ro/" },
};

type Paneled = {
  readonly registrar: string;
  /** Of an account that is kept by hand. */
  readonly registrarLabel?: string | null;
  readonly panelUrl?: string | null;
};

/** Whatever stands in the database, only a page of the web becomes a link. */
const isPage = (url: string): boolean => /^https?:$/.test(URL.parse(url)?.protocol ?? "");

/** The site where an account's names are managed by hand, or null where none is known. */
export function panelOf({ registrar, registrarLabel, panelUrl }: Paneled): Panel | null {
  if (panelUrl && isPage(panelUrl)) return { name: registrarLabel ?? panelUrl, url: panelUrl };
  return (Object.hasOwn(PANELS, registrar) ? PANELS[registrar] : null) ?? null;
}
