/** The first letters of a person's first and last name; an address gives the first two of its local part. */
export function initials(name: string): string {
  const words =
    name
      .split("@")[0]
      ?.split(/[\s._-]+/)
      .filter(Boolean) ?? [];
  const first = words[0] ?? "?";
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (last ? `${[...first][0]}${[...last][0]}` : [...first].slice(0, 2).join("")).toUpperCase();
}

/** A person as a small round. Decoration: the name stands beside it, or names the button around it. */
export function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-6.5 flex-none place-items-center rounded-full bg-accent-soft text-11 font-semibold text-accent"
    >
      {initials(name)}
    </span>
  );
}
