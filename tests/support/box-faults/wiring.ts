/** Offsets of the GPIO lines. */
export const lines = { button: 17, bell: 18, lamp: 27, buzzer: 22 } as const;
