/** What the C library calls an errno, for the errnos rtnetlink can answer with. Numbers of Linux on every architecture but alpha, mips, parisc and sparc. */
const SENTENCES: Readonly<Record<number, string>> = {
  1: 'Operation not permitted', // EPERM
  2: 'No such file or directory', // ENOENT
  3: 'No such process', // ESRCH
  4: 'Interrupted system call', // EINTR
  5: 'Input/output error', // EIO
  6: 'No such device or address', // ENXIO
  7: 'Argument list too long', // E2BIG
  9: 'Bad file descriptor', // EBADF
  11: 'Resource temporarily unavailable', // EAGAIN
  12: 'Cannot allocate memory', // ENOMEM
  13: 'Permission denied', // EACCES
  14: 'Bad address', // EFAULT
  16: 'Device or resource busy', // EBUSY
  17: 'File exists', // EEXIST
  18: 'Invalid cross-device link', // EXDEV
  19: 'No such device', // ENODEV
  22: 'Invalid argument', // EINVAL
  23: 'Too many open files in system', // ENFILE
  24: 'Too many open files', // EMFILE
  28: 'No space left on device', // ENOSPC
  32: 'Broken pipe', // EPIPE
  33: 'Numerical argument out of domain', // EDOM
  34: 'Numerical result out of range', // ERANGE
  36: 'File name too long', // ENAMETOOLONG
  38: 'Function not implemented', // ENOSYS
  39: 'Directory not empty', // ENOTEMPTY
  40: 'Too many levels of symbolic links', // ELOOP
  61: 'No data available', // ENODATA
  71: 'Protocol error', // EPROTO
  74: 'Bad message', // EBADMSG
  75: 'Value too large for defined data type', // EOVERFLOW
  76: 'Name not unique on network', // ENOTUNIQ
  90: 'Message too long', // EMSGSIZE
  93: 'Protocol not supported', // EPROTONOSUPPORT
  94: 'Socket type not supported', // ESOCKTNOSUPPORT
  95: 'Operation not supported', // EOPNOTSUPP
  96: 'Protocol family not supported', // EPFNOSUPPORT
  97: 'Address family not supported by protocol', // EAFNOSUPPORT
  98: 'Address already in use', // EADDRINUSE
  99: 'Cannot assign requested address', // EADDRNOTAVAIL
  100: 'Network is down', // ENETDOWN
  101: 'Network is unreachable', // ENETUNREACH
  105: 'No buffer space available', // ENOBUFS
  106: 'Transport endpoint is already connected', // EISCONN
  107: 'Transport endpoint is not connected', // ENOTCONN
  110: 'Connection timed out', // ETIMEDOUT
  111: 'Connection refused', // ECONNREFUSED
  112: 'Host is down', // EHOSTDOWN
  113: 'No route to host', // EHOSTUNREACH
  114: 'Operation already in progress', // EALREADY
  115: 'Operation now in progress', // EINPROGRESS
  122: 'Disk quota exceeded', // EDQUOT
  125: 'Operation canceled', // ECANCELED
  132: 'Operation not possible due to RF-kill', // ERFKILL
}

/** The sentence for an errno: `File exists` for 17. */
export function strerror(errno: number): string {
  return SENTENCES[errno] ?? `Unknown error ${errno}`
}
