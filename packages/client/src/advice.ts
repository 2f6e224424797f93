/** What to do about an errno, where that is known. */
const ADVICE: Readonly<Record<string, string>> = {
  EPERM:
    'It takes CAP_NET_ADMIN in the user namespace that owns the network namespace: run as root, or under unshare -Urn',
  ENODEV: 'ip link lists the interfaces',
}

/** One sentence without its full stop, or undefined. */
export function advise(code: string): string | undefined {
  return ADVICE[code]
}
