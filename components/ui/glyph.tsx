const RING = "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z";
const BODY = "M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z";

/** Each drawing as one path on a field of 24. @see https://lucide.dev, whose drawings these are */
const PATHS = {
  check: "M20 6 9 17l-5-5",
  clock: `${RING}M12 6v6l4 2`,
  warning:
    "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01",
  turning:
    "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5",
  ban: `${RING}M4.93 4.93l14.14 14.14`,
  info: `${RING}M12 16v-4M12 8h.01`,
  unknown: `${RING}M9 9.5a3 2.5 0 0 1 6 0c0 2-2 2-3 3.5M12 17h.01`,
  dot: RING,
  locked: `${BODY}M7 11V7a5 5 0 0 1 10 0v4`,
  unlocked: `${BODY}M7 11V7a5 5 0 0 1 9.9-1`,
} as const;

export type GlyphName = keyof typeof PATHS;

/** The icon of a state. It stands in every row of a list, so it carries its drawing and one class, nothing more. */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="glyph">
      <path d={PATHS[name]} />
    </svg>
  );
}
