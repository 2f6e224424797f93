// What is used of Deno here. Its own types would bring those of a browser along.
declare namespace Deno {
  interface Foreign {
    parameters: readonly string[]
    result: string
    nonblocking?: boolean
  }
  const version: { deno: string }
  const build: { os: string; arch: string }
  const dlopen:
    | ((file: string, functions: Record<string, Foreign>) => { symbols: Record<string, (...args: never[]) => unknown> })
    | undefined
  class UnsafePointerView {
    constructor(pointer: object)
    getInt32(offset?: number): number
  }
  namespace errors {
    const NotCapable: (new (message?: string) => Error) | undefined
    const PermissionDenied: new (message?: string) => Error
  }
}
