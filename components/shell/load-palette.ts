/** Fetches the palette's code: at its opening, or at the first sign that somebody is about to open it. */
export const loadPalette = () => import("./live-palette");

/** As loadPalette, for a sign that promises nothing yet. */
export const warmPalette = (): void => void loadPalette().catch(() => undefined);
