/**
 * The look of every row, said once on the table: fifty rows of a dozen cells would otherwise say it six
 * hundred times in the page.
 */
export const ROW_STYLE = [
  "md:[&_tbody_td]:h-row md:[&_tbody_td]:border-line md:[&_tbody_td]:border-b md:[&_td]:px-2.5 md:[&_td]:py-1 md:[&_th]:px-2.5",
  "md:[&_td]:whitespace-nowrap",
  "[&_tbody_tr:hover]:bg-bg [&_tbody_tr[data-selected]]:bg-accent-soft [&_tbody_tr:has(a:focus-visible)]:bg-bg",
  // Box: 24 px and more to be hit, 16 px to be seen.
  "[&_td:first-child]:w-8 [&_td:first-child]:pr-0 [&_label]:inline-grid [&_label]:size-6 [&_label]:place-items-center pointer-coarse:[&_label]:size-11",
  "[&_label>input]:size-4 [&_label>input]:accent-accent",
  // Name: a link as high as a finger needs, its label strong and its suffix soft.
  "[&_td_a]:inline-flex [&_td_a]:min-h-6 [&_td_a]:items-center [&_td_a]:rounded-s [&_td_a]:font-medium [&_td_a]:text-ink [&_td_a]:no-underline [&_td_a:hover]:underline pointer-coarse:[&_td_a]:min-h-11 [&_td_a_span]:[overflow-wrap:anywhere]",
  "[&_td_a_i]:font-normal [&_td_a_i]:text-ink-3 [&_td_a_i]:not-italic",
  "[&_[data-pending]]:ml-2 [&_[data-pending]_span]:[overflow-wrap:normal]",
  "md:[&_td>span[title]]:block md:[&_td>span[title]]:max-w-27 md:[&_td>span[title]]:truncate",
  // On a phone the row is a card: box and name, then what matters.
  "max-md:[&_td:nth-child(2)]:flex-1 max-md:[&_td:nth-child(2)]:basis-[70%] max-md:[&_td:empty]:hidden max-md:[&_td:nth-child(n+3):not([class])]:hidden",
].join(" ");
