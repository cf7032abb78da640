const TYPES_TEXT = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const IN_FRONT = "[role='dialog'], [role='alertdialog']";
const OWNS_ITS_KEYS = "[role='menu'], [role='listbox'], [role='combobox'], [role='radiogroup']";

const IS_BUTTON_LIKE = new Set(["checkbox", "radio", "button", "submit", "reset"]);

function typesText(element: Element): boolean {
  const field = element.closest(TYPES_TEXT);
  if (!field) return false;
  return !(field instanceof HTMLInputElement && IS_BUTTON_LIKE.has(field.type));
}

/**
 * Whether a key press may be a single-key shortcut (WCAG 2.1.4): not while typing, not with a modifier, not while
 * composing, and not inside something that uses letters itself.
 */
export const acceptsSingleKey = (event: KeyboardEvent): boolean =>
  acceptsKeyInFront(event) && !(event.target instanceof Element && event.target.closest(IN_FRONT));

/** The same for a key that belongs to a box in front of the page. */
export function acceptsKeyInFront(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target;
  if (!(target instanceof Element)) return true;
  return !typesText(target) && !target.closest(OWNS_ITS_KEYS);
}
