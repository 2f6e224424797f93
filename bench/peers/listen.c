/* listen BLAST COUNT DEVICE [BYTES]: libmnl in the place of bench/programs/burst.js. */
#include <arpa/inet.h>
#include <errno.h>
#include <libmnl/libmnl.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include "serve.h"

#define LAST 4242
static unsigned long n, dst_len, dev, overruns;
static double first, last;
static int stop;

static int attribute(const struct nlattr *a, void *data) {
  const struct nlattr **found = data;
  if (mnl_attr_type_valid(a, RTA_MAX) >= 0) found[mnl_attr_get_type(a)] = a;
  return MNL_CB_OK;
}

static int message(const struct nlmsghdr *h, void *data) {
  (void)data;
  const struct nlattr *found[RTA_MAX + 1] = {0};
  const struct rtmsg *r = mnl_nlmsg_get_payload(h);
  mnl_attr_parse(h, sizeof *r, attribute, found);
  if (found[RTA_PRIORITY] && mnl_attr_get_u32(found[RTA_PRIORITY]) >= LAST) {
    stop = 1;
    return MNL_CB_OK;
  }
  last = now();
  if (n++ == 0) first = last;
  dst_len += r->rtm_dst_len;
  if (found[RTA_OIF]) dev += mnl_attr_get_u32(found[RTA_OIF]);
  return MNL_CB_OK;
}

int main(int count, char **arguments) {
  if (count < 4) return 2;
  printf("{\"sums\":{}}\n");
  while (asked()) {
    static char buffer[1 << 16], command[4096];
    struct mnl_socket *s = mnl_socket_open(NETLINK_ROUTE);
    int bytes = count > 4 ? atoi(arguments[4]) : 0;
    if (bytes && setsockopt(mnl_socket_get_fd(s), SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0) perror("buffer"), exit(1);
    if (mnl_socket_bind(s, 1 << (RTNLGRP_IPV4_ROUTE - 1), MNL_SOCKET_AUTOPID) < 0) perror("bind"), exit(1);
    n = dst_len = dev = overruns = stop = 0;
    snprintf(command, sizeof command, "'%s' add %s %s", arguments[1], arguments[2], arguments[3]);
    FILE *blast = popen(command, "re");
    while (!stop) {
      ssize_t k = mnl_socket_recvfrom(s, buffer, sizeof buffer);
      if (k >= 0) mnl_cb_run(buffer, k, 0, 0, message, NULL);
      else if (errno == ENOBUFS) overruns++;
      else perror("receive"), exit(1);
    }
    double made = 0;
    if (fscanf(blast, "{\"ms\":%lf}", &made) != 1) fprintf(stderr, "blast failed\n"), exit(1);
    pclose(blast);
    mnl_socket_close(s);
    long lost = atol(arguments[2]) - (long)n;
    printf("{\"ms\":%.4f,\"made\":%.4f,\"ratio\":%.4f,\"lost\":%ld,\"overruns\":%lu", last - first, made, (last - first) / made, lost, overruns);
    if (lost) printf("}\n");
    else printf(",\"sums\":{\"n\":%lu,\"dstLen\":%lu,\"oif\":%lu}}\n", n, dst_len, dev);
  }
}
