/*
 * Preloaded into ip(8) by record.js.
 * SHIM_SENT: a request that would change something is written to this file, and the process ends; nothing changes.
 * SHIM_LINK: the link that is the one message of this file is not asked for, but answered with it.
 * SHIM_DUMP: a dump is not asked for, but answered with the messages of this file.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char *answer;
static ssize_t left;
static __u32 seq;
static int dump_fd = -1;

static int index_of(const void *h)
{
  return ((const struct ifinfomsg *)NLMSG_DATA(h))->ifi_index;
}

/* RTM_NEWLINK without attributes only asks whether the kernel knows it. */
static int changes(const struct nlmsghdr *h)
{
  int kind = (h->nlmsg_type - RTM_BASE) & 3;
  if (h->nlmsg_type < RTM_BASE || kind == 2)
    return 0;
  return h->nlmsg_len > NLMSG_LENGTH(sizeof(struct ifinfomsg)) || index_of(h) != 0;
}

/* The messages of a file and, of a dump, what ends it. */
static void answer_from(const char *path, int dump)
{
  int fd = open(path, O_RDONLY);
  ssize_t size = lseek(fd, 0, SEEK_END);
  if (fd < 0 || size < 0)
    _exit(97);
  answer = malloc(size + NLMSG_SPACE(4));
  left = size;
  if (pread(fd, answer, size, 0) != size)
    _exit(97);
  close(fd);
  if (!dump)
    return;
  struct nlmsghdr *done = (struct nlmsghdr *)(answer + size);
  memset(done, 0, NLMSG_SPACE(4));
  done->nlmsg_len = NLMSG_LENGTH(4);
  done->nlmsg_type = NLMSG_DONE;
  done->nlmsg_flags = NLM_F_MULTI;
  left += NLMSG_SPACE(4);
}

/* True: nothing is to be sent. */
static int taken(int fd, const void *data, size_t length)
{
  const struct nlmsghdr *h = data;
  const char *sent = getenv("SHIM_SENT"), *dump = getenv("SHIM_DUMP"), *link = getenv("SHIM_LINK");
  if (sent && changes(h)) {
    int to = open(sent, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0 || write(to, data, length) != (ssize_t)length)
      _exit(99);
    _exit(0);
  }
  int dumps = (h->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
  if (link && !dumps && h->nlmsg_type == RTM_GETLINK && left == 0)
    answer_from(link, 0);
  else if (dump && dumps)
    answer_from(dump, 1);
  else
    return 0;
  if (!dumps && index_of(h) != index_of(answer)) {
    left = 0;
    return 0;
  }
  seq = h->nlmsg_seq;
  dump_fd = fd;
  return 1;
}

ssize_t sendmsg(int fd, const struct msghdr *msg, int flags)
{
  ssize_t (*next)(int, const struct msghdr *, int) = dlsym(RTLD_NEXT, "sendmsg");
  if (taken(fd, msg->msg_iov[0].iov_base, msg->msg_iov[0].iov_len))
    return msg->msg_iov[0].iov_len;
  return next(fd, msg, flags);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t size)
{
  ssize_t (*next)(int, const void *, size_t, int, const struct sockaddr *, socklen_t) = dlsym(RTLD_NEXT, "sendto");
  if (taken(fd, data, length))
    return length;
  return next(fd, data, length, flags, to, size);
}

ssize_t send(int fd, const void *data, size_t length, int flags)
{
  return sendto(fd, data, length, flags, NULL, 0);
}

/* All messages of the answer in one datagram, as a reply to the request. */
ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
  ssize_t (*next)(int, struct msghdr *, int) = dlsym(RTLD_NEXT, "recvmsg");
  if (fd != dump_fd || left == 0)
    return next(fd, msg, flags);
  struct sockaddr_nl own;
  socklen_t size = sizeof(own);
  if (getsockname(fd, (struct sockaddr *)&own, &size) < 0)
    _exit(96);
  memset(msg->msg_name, 0, sizeof(own));
  ((struct sockaddr_nl *)msg->msg_name)->nl_family = AF_NETLINK;
  msg->msg_flags = 0;
  int rest = left;
  for (struct nlmsghdr *h = (struct nlmsghdr *)answer; NLMSG_OK(h, rest); h = NLMSG_NEXT(h, rest)) {
    h->nlmsg_seq = seq;
    h->nlmsg_pid = own.nl_pid;
    h->nlmsg_flags |= NLM_F_MULTI;
  }
  if (msg->msg_iov[0].iov_len < (size_t)left) {
    if (flags & MSG_PEEK)
      return left;
    _exit(95);
  }
  memcpy(msg->msg_iov[0].iov_base, answer, left);
  ssize_t length = left;
  if (!(flags & MSG_PEEK))
    left = 0;
  return length;
}
