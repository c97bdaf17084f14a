/**
 * Keys of the four most frequent acts. Function keys: a letter would be typed by whoever dictates (WCAG 2.2, 2.1.4) and is a command of screen
 * readers, and so are the digits. Those that browsers use for help, search, reload, menus, full screen and tools are left to them.
 */
export const keys = { next: 'F2', recall: 'F4', arrived: 'F8', done: 'F9' } as const;
