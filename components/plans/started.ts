/** Plans started in this tab are remembered until they have ended, also over a reload. */
const KEPT_IN = "namekeep.plans";
const CHANGED = "namekeep:plans";

function stored(): readonly string[] {
  try {
    const found: unknown = JSON.parse(window.sessionStorage.getItem(KEPT_IN) ?? "[]");
    return Array.isArray(found) ? found.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function keep(ids: readonly string[]): void {
  try {
    window.sessionStorage.setItem(KEPT_IN, JSON.stringify(ids));
  } catch {
    // Without storage the tray forgets at a reload; the plan goes on all the same.
  }
  window.dispatchEvent(new Event(CHANGED));
}

/** What the tray follows, as one text. */
export const startedText = (): string => stored().join(" ");

/** Notes that a plan was started here, so that its end is told here. */
export const noteStarted = (id: string): void =>
  keep([...stored().filter((one) => one !== id), id]);

/** Its end was told. */
export const forgetStarted = (id: string): void => keep(stored().filter((one) => one !== id));

/** Tells of changes to what was started here. */
export function onStartedChange(listen: () => void): () => void {
  window.addEventListener(CHANGED, listen);
  return () => window.removeEventListener(CHANGED, listen);
}
