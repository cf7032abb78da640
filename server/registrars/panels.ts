/** Where a person does by hand what an API cannot: the registrar's own site. */
export type Panel = { readonly name: string; readonly url: string };

const PANELS: Readonly<Record<string, Panel>> = {
  dynadot: { name: "Dynadot", url: "https://www.dynadot.com/" },
  gandi: { name: "Gandi", url: "https://admin.gandi.net/" },
  resellerclub: { name: "ResellerClub", url: "https://www.resellerclub.com/" },
  rotld: { name: "ROTLD", url: "https://www.rotld.ro/" },
};

/** The site of a registrar where its names are managed, or null where none is known. */
export const panelOf = (registrar: string): Panel | null =>
  (Object.hasOwn(PANELS, registrar) ? PANELS[registrar] : null) ?? null;
