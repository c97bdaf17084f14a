/** Where everything stands in the picture, in its own units: 1200 wide, 640 high. */
export const size = { width: 1200, height: 640 };

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const door: Point = { x: 60, y: 600 };
export const kiosk: Point = { x: 250, y: 250 };
export const smiley: Point = { x: 190, y: 520 };
export const forms: Point = { x: 830, y: 545 };

const seats = { columns: 5, left: 420, top: 345, dx: 76, dy: 92 };

/** So many chairs are drawn; who comes later stands behind them. */
export const chairs: readonly Point[] = Array.from({ length: 15 }, (_, n) => seat(n));

export function seat(n: number): Point {
  const row = Math.floor(n / seats.columns);
  return { x: seats.left + (n % seats.columns) * seats.dx, y: seats.top + Math.min(row, 3) * seats.dy };
}

/** Counters stand along the right wall. */
export function counterAt(index: number, count: number): Point {
  const room = size.height - 90;
  return { x: 1010, y: 40 + (room / count) * (index + 0.5) };
}
