"""Addresses."""

import struct

from netlink import Requests, Socket, must, steady, write

RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR, RTM_GETMULTICAST, RTM_GETANYCAST = 20, 21, 22, 58, 62
RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR = 5, 9

COMMANDS = """
ip addr add 192.0.2.1/24 brd + dev v0 label v0:one scope link metric 50 valid_lft 36000 preferred_lft 18000
ip addr add 192.0.2.2/24 dev v0 scope link
ip addr add 10.9.0.1 peer 10.9.0.2/32 dev v0 noprefixroute
ip addr add 239.1.1.1/32 dev v0 autojoin
ip -6 addr add 2001:db8::1/64 dev v0 nodad
ip -6 addr add 2001:db8:1::1/64 dev v0 valid_lft 72000 preferred_lft 0 home mngtmpaddr noprefixroute
ip -6 addr add 2001:db8:2::1 peer 2001:db8:2::2/128 dev v0 metric 77 optimistic
ip addr replace 192.0.2.1/24 dev v0 label v0:one valid_lft forever preferred_lft forever
ip -6 addr change 2001:db8::1/64 dev v0 valid_lft 90000 preferred_lft 80000
ip addr del 192.0.2.77/24 dev v0
ip addr show dev v0
ip -4 addr show
"""


def record(_shim):
    monitor = Socket([RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR])
    requests = Requests({RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR})
    for command in COMMANDS.strip().splitlines():
        requests(command)
    write('addr/requests.json', vectors=requests.vectors)

    client = Socket()
    write(
        'addr/dump.json',
        command='RTM_GETADDR, NLM_F_DUMP, family AF_UNSPEC',
        **steady('ip -j addr show', lambda: client.dump(RTM_GETADDR, struct.pack('=BBBBI', 0, 0, 0, 0, 0))),
    )
    write(
        'addr/target-netnsid.json',
        command='RTM_GETADDR, NLM_F_DUMP, family AF_UNSPEC, IFA_TARGET_NETNSID 5',
        messages=[m.hex() for m in client.dump(RTM_GETADDR, struct.pack('=BBBBIHHi', 0, 0, 0, 0, 0, 8, 10, 5))],
    )
    for name, kind in (('multicast', RTM_GETMULTICAST), ('anycast', RTM_GETANYCAST)):
        write(
            f'addr/{name}.json',
            command=f'RTM_GET{name.upper()}, NLM_F_DUMP, family AF_INET6, index 10',
            messages=[m.hex() for m in client.dump(kind, struct.pack('=BBBBI', 10, 0, 0, 0, 10))],
        )
    must('ip addr del 10.9.0.1 peer 10.9.0.2/32 dev v0')
    must('ip -6 addr del 2001:db8:2::1/128 dev v0')
    write(
        'addr/notifications.json',
        command='the members of RTNLGRP_IPV4_IFADDR and RTNLGRP_IPV6_IFADDR, while the requests were made and two addresses deleted',
        messages=[m.hex() for m in monitor.queued()],
    )
