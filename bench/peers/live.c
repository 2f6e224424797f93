/* live mnl|kernel: a live dump of the IPv4 routes, received and decoded into columns with libmnl, or received and not looked at. */
#include <sys/socket.h>
#include "columns.h"

static struct mnl_socket *s;
static unsigned seq, datagrams;

static void dump(int decode) {
  static char buffer[1 << 16];
  struct {
    struct nlmsghdr h;
    struct rtmsg r;
  } request = {{sizeof request, RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, ++seq, 0}, {.rtm_family = AF_INET}};
  if (mnl_socket_sendto(s, &request, sizeof request) < 0) perror("send"), exit(1);
  rows = datagrams = 0;
  for (int done = 0; !done;) {
    ssize_t n = mnl_socket_recvfrom(s, buffer, sizeof buffer);
    if (n < 0) perror("receive"), exit(1);
    datagrams++;
    if (decode) {
      int said = mnl_cb_run(buffer, n, seq, mnl_socket_get_portid(s), message, NULL);
      if (said < 0) perror("decode"), exit(1);
      done = said == 0;
    } else {
      /* The end stands alone, or behind the last messages. */
      const struct nlmsghdr *first = (void *)buffer, *end = (void *)(buffer + n - NLMSG_LENGTH(4));
      done = first->nlmsg_type == NLMSG_DONE || (n > 20 && end->nlmsg_len == 20 && end->nlmsg_type == NLMSG_DONE);
    }
  }
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  int decode = !strcmp(arguments[1], "mnl");
  s = mnl_socket_open(NETLINK_ROUTE);
  if (!s || mnl_socket_bind(s, 0, MNL_SOCKET_AUTOPID) < 0) perror("socket"), exit(1);
  dump(decode);
  printf("{");
  if (decode) print_sums();
  else printf("\"sums\":{}}\n");
  while (asked()) {
    double begin = now();
    dump(decode);
    printf("{\"ms\":%.4f,\"datagrams\":%u,", now() - begin, datagrams);
    if (decode) print_sums();
    else printf("\"sums\":{}}\n");
  }
}
