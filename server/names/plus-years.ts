/** The same day and hour so many years later, or earlier, in UTC. Of 29 February it is 1 March where there is none. */
export function plusYears(at: Date | string, years: number): Date {
  const moved = new Date(at);
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved;
}
