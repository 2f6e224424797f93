/*
 * Preloaded into ip(8): writes what would be sent to a file and ends the process, so that the request never reaches the kernel.
 * For requests that must not be made on this machine: see record.py.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void keep(const void *data, size_t length)
{
  int fd = open(getenv("SHIM_FILE"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0 || write(fd, data, length) != (ssize_t)length)
    _exit(99);
  _exit(42);
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
  (void)fd, (void)flags;
  if (msg->msg_iovlen != 1)
    _exit(98);
  keep(msg->msg_iov[0].iov_base, msg->msg_iov[0].iov_len);
  return -1;
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t size)
{
  (void)fd, (void)flags, (void)to, (void)size;
  keep(data, length);
  return -1;
}

ssize_t send(int fd, const void *data, size_t length, int flags)
{
  (void)fd, (void)flags;
  keep(data, length);
  return -1;
}
