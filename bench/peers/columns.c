/* Routes into columns, in C: the peers of bench/columns.js. Prints one line of JSON.
 *   columns save FILE           dumps the IPv4 routes of this namespace to a file
 *   columns loop FILE TIMES     decodes the file with RTA_OK and RTA_NEXT; median of TIMES
 *   columns mnl FILE TIMES      the same with libmnl and its attribute callback
 *   columns live TIMES          dumps, receives and decodes with libmnl, from send to last column
 *   columns kernel TIMES        dumps and receives, and decodes nothing */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define CAPACITY (4u << 20)
static uint32_t *dst, *gateway, *oif, *priority, *table;
static uint8_t *dst_len;
static size_t rows;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static uint32_t word(const void *at) {
  uint32_t value;
  memcpy(&value, at, 4);
  return value;
}

static void loop(const uint8_t *bytes, size_t length) {
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

static void mnl(const uint8_t *bytes, size_t length) {
  int left = length;
  rows = 0;
  for (const struct nlmsghdr *h = (void *)bytes; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) message(h, NULL);
}

static int ask(unsigned seq) {
  int s = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  struct {
    struct nlmsghdr h;
    struct rtmsg r;
  } request = {{sizeof request, RTM_GETROUTE, NLM_F_REQUEST | NLM_F_DUMP, seq, 0}, {.rtm_family = AF_INET}};
  if (s < 0 || send(s, &request, sizeof request, 0) < 0) perror("dump"), exit(1);
  return s;
}

/* Receives a dump; gives each datagram to libmnl if `decode`, and to `file` if that is given. */
static void dump(int decode, FILE *file) {
  static char buffer[1 << 16];
  int s = ask(1);
  rows = 0;
  for (;;) {
    ssize_t n = recv(s, buffer, sizeof buffer, 0);
    if (n < 0) perror("recv"), exit(1);
    const struct nlmsghdr *first = (void *)buffer, *last = NULL;
    int left = n, done = 0;
    if (file)
      for (const struct nlmsghdr *h = first; mnl_nlmsg_ok(h, left); h = mnl_nlmsg_next(h, &left)) {
        if (h->nlmsg_type == NLMSG_DONE) done = 1;
        else last = h, fwrite(h, 1, NLMSG_ALIGN(h->nlmsg_len), file);
      }
    else if (decode) done = mnl_cb_run(buffer, n, 1, 0, message, NULL) <= 0;
    else {
      const struct nlmsghdr *end = (void *)(buffer + n - NLMSG_LENGTH(4));
      done = first->nlmsg_type == NLMSG_DONE || (n > 20 && end->nlmsg_len == 20 && end->nlmsg_type == NLMSG_DONE);
    }
    (void)last;
    if (done) break;
  }
  mnl_socket_close(mnl_socket_fdopen(s));
}

static int ascending(const void *a, const void *b) {
  double x = *(double *)a, y = *(double *)b;
  return x < y ? -1 : x > y;
}

int main(int count, char **arguments) {
  const char *what = count > 1 ? arguments[1] : "";
  int file = !strcmp(what, "loop") || !strcmp(what, "mnl");
  dst = malloc(4 * CAPACITY), gateway = malloc(4 * CAPACITY), oif = malloc(4 * CAPACITY);
  priority = malloc(4 * CAPACITY), table = malloc(4 * CAPACITY), dst_len = malloc(CAPACITY);
  if (!strcmp(what, "save")) {
    FILE *out = fopen(arguments[2], "wb");
    dump(0, out);
    return fclose(out);
  }
  int times = count > 2 + file ? atoi(arguments[2 + file]) : 5;
  uint8_t *bytes = NULL;
  size_t length = 0;
  if (file) {
    FILE *in = fopen(arguments[2], "rb");
    fseek(in, 0, SEEK_END), length = ftell(in), rewind(in);
    bytes = aligned_alloc(4096, (length + 8191) & ~4095ul);
    if (fread(bytes, 1, length, in) != length) return 1;
    fclose(in);
  }
  double *took = calloc(times, sizeof *took);
  for (int i = file ? -2 : 0; i < times; i++) {
    double begin = now();
    if (!strcmp(what, "loop")) loop(bytes, length);
    else if (!strcmp(what, "mnl")) mnl(bytes, length);
    else dump(!strcmp(what, "live"), NULL);
    if (i >= 0) took[i] = now() - begin;
  }
  qsort(took, times, sizeof *took, ascending);
  uint64_t sum[6] = {0};
  for (size_t i = 0; i < rows; i++)
    sum[0] += dst[i], sum[1] += dst_len[i], sum[2] += gateway[i], sum[3] += oif[i], sum[4] += priority[i], sum[5] += table[i];
  printf("{\"ms\":%.3f,\"rows\":%zu,\"sums\":[%lu,%lu,%lu,%lu,%lu,%lu]}\n", took[times / 2], rows, sum[0], sum[1], sum[2],
         sum[3], sum[4], sum[5]);
}
