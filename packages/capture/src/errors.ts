/** A file that is no capture, or breaks off: what came before it is good. */
export class CaptureError extends Error {
  override name = 'CaptureError'
  readonly code = 'ECAPTURE'
  /** Where it broke, in bytes from the start of the file (of hex text: from the start of the bytes that it stands for). */
  readonly offset: number

  constructor(reason: string, offset: number) {
    super(`${reason}, offset ${offset}`)
    this.offset = offset
  }
}
