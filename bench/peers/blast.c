/* blast add|alone|delete COUNT DEVICE: makes or deletes routes as fast as the kernel takes them, some sixty messages to a send and no acks. Prints what
 * it took. After `add`, when everybody has had time to read what there is, come more routes, of priority 4242 and up, by which a listener knows the end;
 * they come, as one may be lost, until nobody reads what this prints. */
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sys/socket.h>
#include <unistd.h>
#include "serve.h"

#define LAST 4242

struct request {
  struct nlmsghdr h;
  struct rtmsg r;
  struct rtattr dst;
  unsigned to;
  struct rtattr gateway;
  unsigned via;
  struct rtattr oif;
  int dev;
  struct rtattr priority;
  unsigned metric;
};

static int s, adding, ignoring, device;
static char buffer[8192];
static unsigned used;

static void flush(void) {
  if (send(s, buffer, used, 0) < 0) perror("send"), exit(1);
  used = 0;
  /* Nothing is asked for, so what comes is a refusal. */
  char answer[256];
  while (recv(s, answer, sizeof answer, MSG_DONTWAIT) >= (ssize_t)NLMSG_LENGTH(4)) {
    if (ignoring) continue;
    int error = -*(int *)NLMSG_DATA((struct nlmsghdr *)answer);
    fprintf(stderr, "blast: %s\n", strerror(error)), exit(1);
  }
}

static void put(unsigned i, unsigned metric) {
  struct request q = {.r = {.rtm_family = AF_INET, .rtm_dst_len = 24, .rtm_table = RT_TABLE_MAIN}};
  q.h = (struct nlmsghdr){metric ? sizeof q : sizeof q - 8, adding ? RTM_NEWROUTE : RTM_DELROUTE, NLM_F_REQUEST, i + 1, 0};
  q.r.rtm_protocol = RTPROT_STATIC, q.r.rtm_type = RTN_UNICAST;
  if (adding) q.h.nlmsg_flags |= NLM_F_CREATE | NLM_F_EXCL;
  q.dst = (struct rtattr){8, RTA_DST}, q.to = htonl((11u << 24) + (i << 8));
  q.gateway = (struct rtattr){8, RTA_GATEWAY}, q.via = htonl(0x0aff0002 + (i & 1));
  q.oif = (struct rtattr){8, RTA_OIF}, q.dev = device;
  q.priority = (struct rtattr){8, RTA_PRIORITY}, q.metric = metric;
  memcpy(buffer + used, &q, q.h.nlmsg_len);
  used += q.h.nlmsg_len;
  if (used > 4096) flush();
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  adding = strcmp(arguments[1], "delete"), device = if_nametoindex(arguments[3]);
  unsigned total = atoi(arguments[2]);
  s = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  double begin = now();
  for (unsigned i = 0; i < total; i++) put(i, 0);
  flush();
  printf("{\"ms\":%.4f}\n", now() - begin);
  fflush(stdout);
  if (!strcmp(arguments[1], "alone")) return 0;
  if (adding) usleep(100000);
  for (unsigned i = 0; i < 100; i++) {
    /* To delete, no priority means any, and there may be none left. */
    ignoring = !adding;
    put(total, adding ? LAST + i : 0);
    flush();
    if (!adding) continue;
    usleep(100000);
    printf("\n");
    fflush(stdout);
  }
}
