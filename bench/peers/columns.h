/* The columns that everybody fills, and libmnl's way to fill them. */
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include "serve.h"

#define CAPACITY (4u << 20)
static uint32_t dst[CAPACITY], gateway[CAPACITY], oif[CAPACITY], priority[CAPACITY], table[CAPACITY];
static uint8_t dst_len[CAPACITY];
static size_t rows;

static int attribute(const struct nlattr *a, void *data) {
  const struct nlattr **found = data;
  if (mnl_attr_type_valid(a, RTA_MAX) >= 0) found[mnl_attr_get_type(a)] = a;
  return MNL_CB_OK;
}

static int message(const struct nlmsghdr *h, void *data) {
  (void)data;
  if (h->nlmsg_type != RTM_NEWROUTE) return MNL_CB_OK;
  const struct nlattr *found[RTA_MAX + 1] = {0};
  const struct rtmsg *r = mnl_nlmsg_get_payload(h);
  mnl_attr_parse(h, sizeof *r, attribute, found);
  size_t n = rows++;
  dst[n] = found[RTA_DST] ? ntohl(mnl_attr_get_u32(found[RTA_DST])) : 0;
  dst_len[n] = r->rtm_dst_len;
  gateway[n] = found[RTA_GATEWAY] ? ntohl(mnl_attr_get_u32(found[RTA_GATEWAY])) : 0;
  oif[n] = found[RTA_OIF] ? mnl_attr_get_u32(found[RTA_OIF]) : 0;
  priority[n] = found[RTA_PRIORITY] ? mnl_attr_get_u32(found[RTA_PRIORITY]) : 0;
  table[n] = found[RTA_TABLE] ? mnl_attr_get_u32(found[RTA_TABLE]) : 0;
  return MNL_CB_OK;
}

/* As a member of an object in JSON. */
static void print_sums(void) {
  uint64_t sum[6] = {0};
  for (size_t i = 0; i < rows; i++)
    sum[0] += dst[i], sum[1] += dst_len[i], sum[2] += gateway[i], sum[3] += oif[i], sum[4] += priority[i], sum[5] += table[i];
  printf("\"sums\":{\"n\":%zu,\"dst\":%lu,\"dstLen\":%lu,\"gateway\":%lu,\"oif\":%lu,\"priority\":%lu,\"table\":%lu}}\n", rows, sum[0],
         sum[1], sum[2], sum[3], sum[4], sum[5]);
}
