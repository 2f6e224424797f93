"""Routes."""

import ctypes
import json
import os
import socket
import struct

from netlink import NLM_F_CREATE, NLM_F_EXCL, Requests, Socket, attribute, must, steady, write

RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE = 24, 25, 26
RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE = 7, 11

BEFORE = """
ip addr replace 192.0.2.1/24 dev v0
ip addr replace 198.51.100.1/24 dev v1
ip -6 addr replace 2001:db8::1/64 dev v0 nodad
ip nexthop add id 10 via 192.0.2.9 dev v0
ip nexthop add id 11 via 192.0.2.10 dev v0
ip nexthop add id 12 group 10/11,3
ip nexthop add id 13 via 2001:db8::9 dev v0
"""

COMMANDS = """
ip route add 10.1.0.0/16 via 192.0.2.2 dev v0 src 192.0.2.1 metric 100 proto static scope global
ip route add 10.2.0.0/16 dev v0 tos 0x10 table 1000 proto bgp
ip route add 10.3.0.0/16 via 192.0.2.3 realms 5/6 onlink dev v0
ip route add 10.4.0.0/16 via 192.0.2.2 mtu lock 1400 window 20000 rtt 100ms rttvar 50ms ssthresh 11 cwnd lock 12 advmss 1300 reordering 4 hoplimit 61 initcwnd 14 features ecn rto_min 300ms initrwnd 15 quickack 1 congctl cubic fastopen_no_cookie 1
ip route add 10.5.0.0/16 nexthop via 192.0.2.2 weight 2 realms 7 nexthop via 198.51.100.2 dev v1 weight 255 onlink nexthop via inet6 fe80::9 dev v0
ip route add 10.6.0.0/16 via inet6 fe80::1 dev v0
ip route add 10.7.0.0/16 nhid 10
ip route add 10.8.0.0/16 nhid 12
ip route add blackhole 10.10.0.0/16
ip route add unreachable 10.11.0.0/16 metric 4294967295
ip route add prohibit 10.12.0.0/16
ip route add throw 10.13.0.0/16 table 255
ip route add default via 192.0.2.254
ip route replace 10.1.0.0/16 via 192.0.2.4 metric 100
ip route append 10.1.0.0/16 via 192.0.2.5 metric 100
ip route change 10.1.0.0/16 via 192.0.2.6 metric 100
ip route del 10.1.0.0/16 via 192.0.2.5
ip -6 route add 2001:db8:1::/48 via fe80::1 dev v0 pref high expires 3600 metric 10
ip -6 route add 2001:db8:2::/48 via 2001:db8::2 pref low mtu 1400
ip -6 route add 2001:db8:3::/48 from 2001:db8:ff::/64 via 2001:db8::3
ip -6 route add 2001:db8:4::/48 nexthop via 2001:db8::4 weight 3 nexthop via fe80::2 dev v1
ip -6 route add 2001:db8:5::/48 nhid 13
ip -6 route add unreachable 2001:db8:6::/48
ip -6 route add 2001:db8:7::/48 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2 dev v0
ip -6 route add 2001:db8:8::/48 encap seg6 mode inline segs 2001:db8:a::1 dev v0
ip route add 10.20.0.0/16 encap seg6 mode encap segs 2001:db8:a::1,2001:db8:a::2,2001:db8:a::3 hmac 7 dev v0
ip -6 route add 2001:db8:9::/48 encap seg6 mode l2encap.red segs 2001:db8:a::1 dev v0
ip -6 route add 2001:db8:b::1/128 encap seg6local action End.X nh6 2001:db8::7 count dev v0
ip -6 route add 2001:db8:b::2/128 encap seg6local action End.DX4 nh4 192.0.2.7 dev v0
ip -6 route add 2001:db8:b::3/128 encap seg6local action End.T table 100 dev v0
ip -6 route add 2001:db8:b::4/128 encap seg6local action End.DT6 vrftable 100 dev v0
ip -6 route add 2001:db8:b::5/128 encap seg6local action End.B6 srh segs 2001:db8:a::1,2001:db8:a::2 dev v0
ip -6 route add 2001:db8:b::6/128 encap seg6local action End flavors psp,usd dev v0
ip -6 route add 2001:db8:b::7/128 encap seg6local action End flavors next-csid lblen 48 nflen 16 dev v0
ip -6 route add 2001:db8:b::8/128 encap seg6local action End.DX2 oif v1 dev v0
ip -6 route add 2001:db8:b::9/128 encap seg6local action End flavors psp dev v0
ip route add 10.21.0.0/16 encap mpls 100/200 ttl 10 via 192.0.2.2
ip route add 10.22.0.0/16 nexthop encap mpls 300 via 192.0.2.2 nexthop encap mpls 400/500/600 via 192.0.2.3
ip -f mpls route add 100 as 200/300 via inet 192.0.2.2 dev v0 ttl-propagate disabled
ip -f mpls route add 101 via inet6 2001:db8::2 dev v0
ip -f mpls route add 102 nexthop as 201 via inet 192.0.2.2 nexthop as 202/203 via inet6 fe80::1 dev v0
ip -f mpls route add 103 via link 02:00:00:00:00:02 dev v0
ip -6 route add 2001:db8:c::/48 encap rpl segs 2001:db8:a::1,2001:db8:a::2 dev v0
ip -6 route add 2001:db8:d::/48 encap ioam6 freq 2/5 mode encap tundst 2001:db8:a::9 trace prealloc type 0x800000 ns 1 size 12 dev v0
ip route add 10.23.0.0/16 encap xfrm if_id 0x2a link_dev v1 dev v0
ip -6 route add 2001:db8:e::/48 encap ila 1:2:3:4 dev v0
ip route get 10.1.2.3 from 192.0.2.1 mark 0x2a uid 1000 ipproto tcp sport 1234 dport 443 oif v0
ip route get fibmatch 10.5.1.1
ip route get 10.4.1.1 from 198.51.100.9 iif v1
ip -6 route get 2001:db8:1::5
ip route show table 1000
ip -6 route show proto static
"""

SHIMMED = """
ip route add 10.30.0.0/16 encap ip id 42 src 192.0.2.1 dst 192.0.2.99 tos 0x10 ttl 64 key csum seq via 192.0.2.2
ip -6 route add 2001:db8:f::/48 encap ip6 id 42 src 2001:db8::1 dst 2001:db8::99 tc 0x10 hoplimit 64 key via 2001:db8::2
ip route add 10.31.0.0/16 encap ip id 42 dst 192.0.2.99 geneve_opts 0x0102:0x80:11223344,0x0103:0x01:5566778899aabbcc via 192.0.2.2
ip route add 10.32.0.0/16 encap ip id 42 dst 192.0.2.99 vxlan_opts 257 via 192.0.2.2
ip route add 10.33.0.0/16 encap ip id 42 dst 192.0.2.99 erspan_opts 1:64:: via 192.0.2.2
ip -6 route add 2001:db8:f::/48 encap ip6 id 42 dst 2001:db8::99 erspan_opts 2::1:12 via 2001:db8::2
"""


class BpfAttr(ctypes.Structure):
    _fields_ = [('type', ctypes.c_uint32), ('count', ctypes.c_uint32), ('insns', ctypes.c_uint64), ('license', ctypes.c_uint64), ('rest', ctypes.c_ubyte * 104)]


def program(kind):
    """File descriptor of a BPF program that returns 0 (BPF_OK)."""
    insns = ctypes.create_string_buffer(struct.pack('=BBhi', 0xB7, 0, 0, 0) + struct.pack('=BBhi', 0x95, 0, 0, 0), 16)
    licence = ctypes.create_string_buffer(b'GPL')
    attr = BpfAttr(kind, 2, ctypes.addressof(insns), ctypes.addressof(licence))
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.syscall(321, 5, ctypes.byref(attr), ctypes.sizeof(attr))
    if fd < 0:
        raise OSError(ctypes.get_errno(), 'bpf(BPF_PROG_LOAD)')
    return fd


def bpf_route(client):
    """A route with BPF programs: ip(8) would want them pinned. Types: BPF_PROG_TYPE_LWT_IN 10, _OUT 11, _XMIT 12."""

    def nest(kind, fd, name):
        # The same numbers each time.
        os.dup2(fd, 100 + kind)
        fd = 100 + kind
        return attribute(kind | 0x8000, attribute(1, struct.pack('=I', fd)) + attribute(2, name + b'\0'))

    encap = nest(1, program(10), b'one') + nest(2, program(11), b'two') + nest(3, program(12), b'three') + attribute(4, struct.pack('=I', 32))
    payload = struct.pack('=BBBBBBBBI', socket.AF_INET, 16, 0, 0, 254, 4, 253, 1, 0)
    payload += attribute(1, bytes([10, 40, 0, 0])) + attribute(4, struct.pack('=I', 10)) + attribute(22 | 0x8000, encap) + attribute(21, struct.pack('=H', 6))
    return client.request(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, payload)[0]


def multicast(client):
    """Multicast routes: what a multicast routing daemon does, in as few steps as possible."""
    daemon = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_IGMP)
    daemon.setsockopt(socket.IPPROTO_IP, 200, 1)  # MRT_INIT
    for vif, index in ((0, 10), (1, 11)):
        daemon.setsockopt(socket.IPPROTO_IP, 202, struct.pack('=HBBIiI', vif, 8, 1, 0, index, 0))  # MRT_ADD_VIF, VIFF_USE_IFINDEX
    ttls = bytes([0, 3]) + bytes(30)
    mfc = socket.inet_aton('198.51.100.7') + socket.inet_aton('239.2.2.2') + struct.pack('=H', 0) + ttls + bytes(2) + bytes(16)
    daemon.setsockopt(socket.IPPROTO_IP, 204, mfc)  # MRT_ADD_MFC
    return daemon, client.dump(RTM_GETROUTE, struct.pack('=BBBBBBBBI', 128, 0, 0, 0, 0, 0, 0, 0, 0))


def multicast6(client):
    daemon = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
    daemon.setsockopt(socket.IPPROTO_IPV6, 200, 1)  # MRT6_INIT
    for mif, index in ((0, 10), (1, 11)):
        daemon.setsockopt(socket.IPPROTO_IPV6, 202, struct.pack('=HBBHxxI', mif, 0, 1, index, 0))  # MRT6_ADD_MIF
    origin = struct.pack('=HHI16sI', socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, '2001:db8::7'), 0)
    group = struct.pack('=HHI16sI', socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, 'ff0e::7'), 0)
    daemon.setsockopt(socket.IPPROTO_IPV6, 204, origin + group + struct.pack('=HxxI', 0, 2) + bytes(28))  # MRT6_ADD_MFC
    return daemon, client.dump(RTM_GETROUTE, struct.pack('=BBBBBBBBI', 129, 0, 0, 0, 0, 0, 0, 0, 0))


def record(shim):
    for line in BEFORE.strip().splitlines():
        must(line)
    monitor = Socket([RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE])
    client = Socket()
    requests = Requests({RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE})
    for command in COMMANDS.strip().splitlines():
        requests(command)
    for command in SHIMMED.strip().splitlines():
        done, sent = shim(command)
        requests.keep(command, sent, done, sent=False)
    requests.vectors.append({'command': 'record/route.py: a route with BPF programs', 'hex': bpf_route(client).hex()})
    header = struct.Struct('=BBBBBBBBI')
    # RTA_FLOWLABEL, which iproute2 6.1 does not know; the kernel refuses what is more than 20 bits in network byte order.
    payload = header.pack(socket.AF_INET6, 128, 0, 0, 0, 0, 0, 0, 0) + attribute(1, socket.inet_pton(socket.AF_INET6, '2001:db8:1::5'))
    sent, _ = client.request(RTM_GETROUTE, 0, payload + attribute(31, struct.pack('>I', 0x12345)))
    requests.vectors.append({'command': 'record/route.py: a look-up with a flow label', 'hex': sent.hex()})
    write('route/requests.json', vectors=requests.vectors)

    for name, family in (('inet', socket.AF_INET), ('inet6', socket.AF_INET6)):
        flag = '-4' if name == 'inet' else '-6'
        payload = header.pack(family, 0, 0, 0, 0, 0, 0, 0, 0)
        write(
            f'route/dump-{name}.json',
            command=f'RTM_GETROUTE, NLM_F_DUMP, family AF_{name.upper()}',
            **steady(f'ip {flag} -j -d -s route show table all', lambda: client.dump(RTM_GETROUTE, payload)),
        )
    answers = []
    for command, payload in (
        ('ip -4 -j -d route get 10.4.1.1', header.pack(socket.AF_INET, 32, 0, 0, 0, 0, 0, 0, 0x1000) + attribute(1, bytes([10, 4, 1, 1]))),
        (
            'ip -4 -j -d route get 10.6.1.1 mark 42 uid 1000',
            header.pack(socket.AF_INET, 32, 0, 0, 0, 0, 0, 0, 0x1000)
            + attribute(1, bytes([10, 6, 1, 1]))
            + attribute(16, struct.pack('=I', 42))
            + attribute(25, struct.pack('=I', 1000)),
        ),
        ('ip -6 -j -d route get 2001:db8:1::5', header.pack(socket.AF_INET6, 128, 0, 0, 0, 0, 0, 0, 0) + attribute(1, socket.inet_pton(socket.AF_INET6, '2001:db8:1::5'))),
    ):
        sent, found = client.request(RTM_GETROUTE, 0, payload)
        answers.append({'command': command, 'request': sent.hex(), 'messages': [m.hex() for m in found], 'ip': json.loads(must(command))})
    write('route/get.json', vectors=answers)
    daemon, found = multicast(client)
    daemon6, found6 = multicast6(client)
    write(
        'route/multicast.json',
        command='RTM_GETROUTE, NLM_F_DUMP, families RTNL_FAMILY_IPMR and RTNL_FAMILY_IP6MR',
        messages=[m.hex() for m in found + found6],
        ip={'command': 'ip -j -d -s mroute show table all', 'output': json.loads(must('ip -j -d -s mroute show table all') or '[]')},
    )
    daemon.close()
    daemon6.close()
    must('ip route flush 10.4.0.0/15')
    must('ip -6 route flush 2001:db8:4::/48')
    write(
        'route/notifications.json',
        command='the members of RTNLGRP_IPV4_ROUTE and RTNLGRP_IPV6_ROUTE, while the requests were made and three routes deleted',
        messages=[m.hex() for m in monitor.queued()],
    )
