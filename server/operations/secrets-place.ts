/** Where the secrets of a plan's row are sealed to; its operation carries them on as they are. */
export const secretsPlace = (planId: string, position: number): string =>
  `plan_rows|secrets|${planId}|${position}`;
