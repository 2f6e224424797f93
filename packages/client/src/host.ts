/** The byte order of this machine, which is the kernel's in nearly all it says: options for the codec. */
export const HOST = { bigEndian: new Uint8Array(new Uint16Array([1]).buffer)[0] === 0 } as const
