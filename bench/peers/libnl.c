/* libnl routes|links FILE: messages in memory to libnl-route's objects, each read and dropped. */
#include <arpa/inet.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/route/link.h>
#include <netlink/route/route.h>
#include <stdint.h>
#include "serve.h"

static unsigned char *bytes;
static size_t length;
static uint64_t n, to, to_len, via, dev, priority, table, indices, mtu, rx, names, kinds;

static uint64_t words(const struct nl_addr *a) {
  uint64_t sum = 0;
  const char *at = a ? nl_addr_get_binary_addr(a) : NULL;
  for (unsigned i = 0; a && i + 4 <= nl_addr_get_len(a); i += 4) {
    uint32_t word;
    memcpy(&word, at + i, 4);
    sum += ntohl(word);
  }
  return sum;
}

static uint64_t text(const char *at) {
  uint64_t sum = 0;
  while (at && *at) sum += (unsigned char)*at++;
  return sum;
}

static void routes(void) {
  int left = length;
  n = to = to_len = via = dev = priority = table = 0;
  for (struct nlmsghdr *h = (void *)bytes; nlmsg_ok(h, left); h = nlmsg_next(h, &left)) {
    struct rtnl_route *r;
    if (rtnl_route_parse(h, &r) < 0) continue;
    struct nl_addr *dst = rtnl_route_get_dst(r);
    n++, to += words(dst), to_len += nl_addr_get_prefixlen(dst);
    priority += rtnl_route_get_priority(r), table += rtnl_route_get_table(r);
    /* Of a multipath route the others read no hop either. */
    if (rtnl_route_get_nnexthops(r) == 1) {
      struct rtnl_nexthop *hop = rtnl_route_nexthop_n(r, 0);
      via += words(rtnl_route_nh_get_gateway(hop)), dev += rtnl_route_nh_get_ifindex(hop);
    }
    rtnl_route_put(r);
  }
}

static void link_object(struct nl_object *object, void *data) {
  (void)data;
  struct rtnl_link *link = (void *)object;
  n++, indices += rtnl_link_get_ifindex(link), mtu += rtnl_link_get_mtu(link);
  rx += rtnl_link_get_stat(link, RTNL_LINK_RX_PACKETS);
  names += text(rtnl_link_get_name(link)), kinds += text(rtnl_link_get_type(link));
}

static void links(void) {
  int left = length;
  n = indices = mtu = rx = names = kinds = 0;
  for (struct nlmsghdr *h = (void *)bytes; nlmsg_ok(h, left); h = nlmsg_next(h, &left)) {
    struct nl_msg *message = nlmsg_convert(h);
    nlmsg_set_proto(message, NETLINK_ROUTE);
    nl_msg_parse(message, link_object, NULL);
    nlmsg_free(message);
  }
}

static void print_sums(int of_links) {
  if (of_links)
    printf("\"sums\":{\"n\":%lu,\"index\":%lu,\"mtu\":%lu,\"rx\":%lu,\"name\":%lu,\"kind\":%lu}}\n", n, indices, mtu, rx, names, kinds);
  else
    printf("\"sums\":{\"n\":%lu,\"dst\":%lu,\"dstLen\":%lu,\"gateway\":%lu,\"oif\":%lu,\"priority\":%lu,\"table\":%lu}}\n", n, to,
           to_len, via, dev, priority, table);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  int of_links = !strcmp(arguments[1], "links");
  bytes = file(arguments[2], &length);
  passes(1, of_links ? links : routes);
  printf("{");
  print_sums(of_links);
  while (asked()) {
    printf("{\"ms\":%.4f,", passes(1, of_links ? links : routes));
    print_sums(of_links);
  }
}
