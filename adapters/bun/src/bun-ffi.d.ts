// What is used of Bun here. Bun's own types would bring those of a browser along.
declare module 'bun:ffi' {
  type Type = 'i32' | 'u32' | 'usize' | 'i64_fast' | 'ptr'
  export function dlopen(
    file: string,
    functions: Record<string, { args: readonly Type[]; returns: Type }>,
  ): { symbols: Record<string, (...args: never[]) => number> }
  export const read: { i32(pointer: number, offset?: number): number }
}
