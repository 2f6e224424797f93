// What floors 1 to 3 may take for granted of a runtime beyond ECMAScript 2022: only what Node, Bun, Deno and a browser all
// have. No package ships this file; their consumers have the types of their own runtime.

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number }
}
declare const TextEncoder: { new (): TextEncoder; prototype: TextEncoder }

interface TextDecoder {
  decode(input?: ArrayBufferView | ArrayBuffer): string
}
declare const TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder
  prototype: TextDecoder
}

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare const AbortController: { new (): AbortController; prototype: AbortController }

declare function atob(data: string): string
declare function queueMicrotask(callback: () => void): void
declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function clearTimeout(handle: unknown): void
declare function structuredClone<T>(value: T): T
declare const performance: { now(): number }
declare const console: Record<'error' | 'warn' | 'info' | 'log' | 'debug', (...data: unknown[]) => void>
