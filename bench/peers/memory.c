/* memory loop|mnl FILE PASSES: routes in memory into columns, with RTA_OK and RTA_NEXT, or with libmnl and its attribute callback. */
#include "columns.h"

static unsigned char *bytes;
static size_t length;

static uint32_t word(const void *at) {
  uint32_t value;
  memcpy(&value, at, 4);
  return value;
}

static void loop(void) {
  int left = length;
  size_t n = 0;
  for (struct nlmsghdr *h = (void *)bytes; NLMSG_OK(h, left); h = NLMSG_NEXT(h, left)) {
    if (h->nlmsg_type != RTM_NEWROUTE) continue;
    struct rtmsg *r = NLMSG_DATA(h);
    int rest = RTM_PAYLOAD(h);
    uint32_t to = 0, via = 0, dev = 0, metric = 0, id = 0;
    for (struct rtattr *a = RTM_RTA(r); RTA_OK(a, rest); a = RTA_NEXT(a, rest)) switch (a->rta_type) {
        case RTA_DST: to = ntohl(word(RTA_DATA(a))); break;
        case RTA_GATEWAY: via = ntohl(word(RTA_DATA(a))); break;
        case RTA_OIF: dev = word(RTA_DATA(a)); break;
        case RTA_PRIORITY: metric = word(RTA_DATA(a)); break;
        case RTA_TABLE: id = word(RTA_DATA(a)); break;
      }
    dst[n] = to, dst_len[n] = r->rtm_dst_len, gateway[n] = via, oif[n] = dev, priority[n] = metric, table[n] = id, n++;
  }
  rows = n;
}

static void mnl(void) {
  int left = length;
  rows = 0;
  for (const struct nlmsghdr *h = (void *)bytes; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) message(h, NULL);
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  void (*once)(void) = strcmp(arguments[1], "mnl") ? loop : mnl;
  bytes = file(arguments[2], &length);
  passes(5, once);
  printf("{");
  print_sums();
  while (asked()) printf("{\"ms\":%.4f,\"sums\":{\"n\":%zu}}\n", passes(atoi(arguments[3]), once), rows);
}
