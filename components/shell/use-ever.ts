import { useState } from "react";

/** Whether something is the case or once was: what was opened stays loaded, so that it can close softly. */
export function useEver(is: boolean): boolean {
  const [hasBeen, setHasBeen] = useState(is);
  if (is && !hasBeen) setHasBeen(true);
  return is || hasBeen;
}
