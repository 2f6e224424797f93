/** Hexadecimal as C's `%#x`: no prefix for zero. */
export function hex(value: number): string {
  return value === 0 ? '0' : `0x${value.toString(16)}`
}
