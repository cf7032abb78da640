const TYPES_TEXT = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const OWNS_ITS_KEYS =
  "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox'], [role='combobox'], [role='radiogroup']";

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
export function acceptsSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target;
  if (!(target instanceof Element)) return true;
  return !typesText(target) && !target.closest(OWNS_ITS_KEYS);
}
