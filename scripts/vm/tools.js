// What guests take of the host: qemu, and what unpacks a kernel and makes its first files.
import { install } from '../tools.js'

/** Sees to it that they are there. */
export function guestTools() {
  install(
    [
      ['qemu-system-x86_64', 'qemu-system-x86'],
      ['/bin/busybox', 'busybox-static'],
      ['setpriv', 'util-linux'],
      ['depmod', 'kmod'],
      ['cpio', 'cpio'],
      ['xz', 'xz-utils'],
      ['zstd', 'zstd'],
      ['ip', 'iproute2'],
    ],
    'The guests are made with programs of Debian.',
  )
}
