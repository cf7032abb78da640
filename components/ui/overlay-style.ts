/** Small things that float over the page: menus, lists, popovers. */
export const FLOATING =
  "origin-(--transform-origin) rounded-m border border-line bg-panel p-1 text-ink shadow-floating outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** One line of a menu or list. */
export const OPTION =
  "flex min-h-8 items-center gap-2 rounded-s px-2 py-1 text-13 text-ink no-underline outline-none select-none data-disabled:cursor-not-allowed data-disabled:text-ink-3 data-highlighted:bg-sunken aria-selected:data-highlighted:bg-sunken pointer-coarse:min-h-11";

/** The veil under dialogs and drawers. */
export const SCRIM =
  "fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0";
