"""Rules."""

import socket
import struct

from netlink import NLM_F_CREATE, NLM_F_EXCL, Requests, Socket, attribute, must, steady, write

RTM_NEWRULE, RTM_DELRULE, RTM_GETRULE = 32, 33, 34
RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE = 8, 19

COMMANDS = """
ip rule add from 192.0.2.0/24 to 198.51.100.0/24 table 100 pref 100
ip rule add not from 192.0.2.0/24 fwmark 0x2a/0xff lookup 1000 pref 101 protocol zebra
ip rule add iif v0 oif v1 tos 0x10 table main pref 102 realms 5/6
ip rule add uidrange 1000-2000 ipproto tcp sport 1024-2047 dport 443 table 253 pref 103
ip rule add tun_id 77 iif v0 table 100 pref 104
ip rule add table main suppress_prefixlength 0 pref 105
ip rule add table main suppress_ifgroup 7 pref 106
ip rule add goto 200 pref 107
ip rule add nop pref 108
ip rule add blackhole from 203.0.113.0/24 pref 109
ip rule add unreachable pref 110 iif gone0
ip rule add prohibit fwmark 1 pref 111
ip rule add l3mdev pref 112
ip rule add from all lookup 100 pref 200
ip -6 rule add from 2001:db8::/32 to 2001:db8:1::/48 table 100 pref 100
ip -6 rule add iif v0 ipproto udp dport 53 table 300 pref 101
ip rule add from 192.0.2.9 table 100
ip rule del pref 108
ip rule show
ip -6 rule show table 100
"""


def newer(client):
    """Rules with attributes that iproute2 6.1 does not know."""
    found = []
    for family, attributes in (
        # FRA_DSCP, FRA_DSCP_MASK
        (socket.AF_INET, attribute(25, bytes([46])) + attribute(30, bytes([62]))),
        # FRA_SPORT_RANGE, FRA_SPORT_MASK, FRA_DPORT_RANGE, FRA_DPORT_MASK
        (
            socket.AF_INET,
            attribute(23, struct.pack('=HH', 0x100, 0x100))
            + attribute(28, struct.pack('=H', 0xFF00))
            + attribute(24, struct.pack('=HH', 0x200, 0x200))
            + attribute(29, struct.pack('=H', 0xFFF0)),
        ),
        # FRA_FLOWLABEL, FRA_FLOWLABEL_MASK
        (socket.AF_INET6, attribute(26, struct.pack('>I', 0x12340)) + attribute(27, struct.pack('>I', 0xFFFF0))),
    ):
        payload = struct.pack('=BBBBBBBBI', family, 0, 0, 0, 100, 0, 0, 1, 0) + attribute(6, struct.pack('=I', 150 + len(found))) + attributes
        found.append({'command': 'record/rule.py: newer attributes', 'hex': client.request(RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, payload)[0].hex()})
    return found


def record(_shim):
    monitor = Socket([RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE])
    client = Socket()
    requests = Requests({RTM_NEWRULE, RTM_DELRULE, RTM_GETRULE})
    for command in COMMANDS.strip().splitlines():
        requests(command)
    write('rule/requests.json', vectors=requests.vectors + newer(client))
    for name, family, flag in (('inet', socket.AF_INET, '-4'), ('inet6', socket.AF_INET6, '-6')):
        payload = struct.pack('=BBBBBBBBI', family, 0, 0, 0, 0, 0, 0, 0, 0)
        write(
            f'rule/dump-{name}.json',
            command=f'RTM_GETRULE, NLM_F_DUMP, family AF_{name.upper()}',
            **steady(f'ip {flag} -j -d rule show', lambda: client.dump(RTM_GETRULE, payload)),
        )
    must('ip rule del pref 105')
    must('ip -6 rule del pref 101')
    write(
        'rule/notifications.json',
        command='the members of RTNLGRP_IPV4_RULE and RTNLGRP_IPV6_RULE, while the requests were made and two rules deleted',
        messages=[m.hex() for m in monitor.queued()],
    )
