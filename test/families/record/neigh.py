"""Neighbours and forwarding entries."""

import struct

from netlink import Requests, Socket, must, steady, write

RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH = 28, 29, 30
RTNLGRP_NEIGH = 3
NTF_PROXY = 8
AF_BRIDGE = 7

COMMANDS = """
ip neigh add 192.0.2.50 lladdr 02:00:00:00:00:50 nud permanent dev v0
ip neigh add 192.0.2.51 lladdr 02:00:00:00:00:51 nud reachable dev v0 protocol zebra
ip neigh add 192.0.2.52 lladdr 02:00:00:00:00:52 nud stale router dev v0
ip neigh add 192.0.2.53 lladdr 02:00:00:00:00:53 extern_learn dev v0
ip neigh add 192.0.2.54 lladdr 02:00:00:00:00:54 managed dev v0
ip neigh add 192.0.2.55 use dev v0
ip neigh add proxy 192.0.2.56 dev v0 protocol zebra
ip -6 neigh add 2001:db8::50 lladdr 02:00:00:00:00:50 nud noarp dev v0
ip -6 neigh add proxy 2001:db8::51 dev v0
ip neigh replace 192.0.2.52 lladdr 02:00:00:00:01:52 nud permanent dev v0
ip neigh change 192.0.2.52 lladdr 02:00:00:00:02:52 nud stale dev v0
ip neigh del 192.0.2.50 dev v0
ip neigh add 192.0.2.50 lladdr 02:00:00:00:00:50 nud permanent dev v0
ip neigh get 192.0.2.51 dev v0
ip neigh show dev v0
ip neigh show proxy
bridge fdb add 02:00:00:00:0a:01 dev p0 master static
bridge fdb add 02:00:00:00:0a:02 dev p0 master static sticky
bridge fdb add 02:00:00:00:0a:03 dev p0 master dynamic extern_learn
bridge fdb add 02:00:00:00:0a:04 dev p0 self
bridge fdb add 02:00:00:00:0a:05 dev p0 master vlan 7
bridge fdb add 02:00:00:00:0b:01 dev vx0 dst 192.0.2.99 port 4444 vni 200 via v0 self permanent
bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.98
bridge fdb add 02:00:00:00:0b:02 dev vx1 dst 192.0.2.97 src_vni 300 vni 301 self static
bridge fdb add 02:00:00:00:0b:03 dev vx0 nhid 20
bridge fdb replace 02:00:00:00:0a:01 dev p0 master dynamic
bridge fdb del 02:00:00:00:0a:02 dev p0 master
bridge fdb get 02:00:00:00:0a:01 br br0
bridge fdb show
bridge fdb show br br0
bridge fdb flush dev p0 nopermanent vlan 7
"""


def record(_shim):
    must('ip addr replace 192.0.2.1/24 dev v0')
    must('ip -6 addr replace 2001:db8::1/64 dev v0 nodad')
    must('ip nexthop replace id 21 via 192.0.2.21 fdb')
    must('ip nexthop replace id 20 group 21 fdb')
    monitor = Socket([RTNLGRP_NEIGH])
    requests = Requests({RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH})
    for command in COMMANDS.strip().splitlines():
        requests(command)
    client = Socket()
    header = struct.Struct('=BBHiHBB')
    nfea = struct.pack('=HHHHBxxxHH', 16, 14 | 0x8000, 5, 1, 1, 4, 2)
    payload = header.pack(AF_BRIDGE, 0, 0, 15, 0x40, 4, 0) + struct.pack('=HH6sxx', 10, 2, bytes([2, 0, 0, 0, 0xA, 6])) + nfea
    sent, _ = client.request(RTM_NEWNEIGH, 0x400, payload)
    requests.vectors.append({'command': 'record/neigh.py: a forwarding entry with NDA_FDB_EXT_ATTRS', 'hex': sent.hex()})
    write('neigh/requests.json', vectors=requests.vectors)
    for name, family, flags, command in (
        ('neighbours', 0, 0, 'ip -j -s neigh show nud all'),
        ('proxies', 0, NTF_PROXY, 'ip -j neigh show proxy'),
        ('bridge', AF_BRIDGE, 0, 'bridge -j -d -s fdb show'),
    ):
        payload = header.pack(family, 0, 0, 0, 0, flags, 0)
        write(
            f'neigh/dump-{name}.json',
            command=f'RTM_GETNEIGH, NLM_F_DUMP, family {family}, flags {flags}',
            **steady(command, lambda: client.dump(RTM_GETNEIGH, payload)),
        )
    must('ip neigh flush dev v0 nud permanent')
    write(
        'neigh/notifications.json',
        command='the members of RTNLGRP_NEIGH, while the requests were made and permanent neighbours flushed',
        messages=[m.hex() for m in monitor.queued()],
    )
