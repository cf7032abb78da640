import { daysUntil, formatDay, wallTime } from "../ui/time";

const two = (figure: number) => String(figure).padStart(2, "0");

/** When something was, as short as it stays clear: "today 09:04", "18 Nov 10:00", "3 Jan 2025". */
export function formatWhen(value: string, now: string, timeZone: string): string {
  const wall = wallTime(value, timeZone);
  const time = `${two(wall.hour)}:${two(wall.minute)}`;
  if (daysUntil(value, now, timeZone) === 0) return `today ${time}`;
  const day = formatDay(value, timeZone);
  return wall.year === wallTime(now, timeZone).year ? `${day.slice(0, -5)} ${time}` : day;
}
