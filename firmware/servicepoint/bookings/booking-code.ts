/**
 * A code in the one form in which codes are kept and compared: capitals, without spaces and hyphens, and with the letters that paper
 * and eyes confuse with digits read as digits (as in Crockford's base 32: O is 0, I and L are 1).
 */
export function canonicalCode(typed: string): string {
  return typed.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}
