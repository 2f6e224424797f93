#!/usr/bin/env python3
"""Records the vectors of links: python3 test/families/record/link.py

Needs root, iproute2, strace; afterwards `npx biome check --write test/families/vectors`. Everything happens in network and mount namespaces of its own. The kernel may lack a kind of link: ip(8) sends the
request all the same, and its bytes are kept.
"""

import ctypes
import json
import os
import struct
import sys
import time

from netlink import Requests, Socket, attribute, must, write

RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK, RTM_NEWLINKPROP, RTM_DELLINKPROP = 16, 17, 18, 19, 108, 109
RTNLGRP_LINK, RTNLGRP_IPV6_IFINFO = 1, 12
AF_INET6, AF_BRIDGE = 10, 7
IFLA_EXT_MASK, IFLA_XDP, IFLA_XDP_FD, IFLA_XDP_FLAGS = 29, 43, 1, 3
RTEXT_FILTER_VF, RTEXT_FILTER_BRVLAN_COMPRESSED, RTEXT_FILTER_SKIP_STATS = 1, 4, 8
XDP_FLAGS_SKB_MODE = 2
NLM_F_ACK = 4

# A rich state: what of it can be set while it is made is here, the rest in CHANGES.
SETUP = """
ip netns add other
ip netns set other 5
ip link set lo up
ip link add v0 index 10 address 02:00:00:00:00:10 mtu 1400 numtxqueues 4 numrxqueues 2 type veth peer name v1 index 11 address 02:00:00:00:00:11
ip link add v2 index 12 address 02:00:00:00:00:12 type veth peer name far0 netns other
ip link add br0 index 13 address 02:00:00:00:00:13 type bridge forward_delay 800 hello_time 300 max_age 1800 ageing_time 6000 stp_state 1 priority 4096 group_fwd_mask 0x4000 group_address 01:80:c2:00:00:0b mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_max 512 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 150 mcast_membership_interval 20000 mcast_querier_interval 20500 mcast_query_interval 11000 mcast_query_response_interval 900 mcast_startup_query_interval 2900 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2
ip link add p0 index 14 address 02:00:00:00:00:14 type veth peer name p1 index 15 address 02:00:00:00:00:15
ip link add p2 index 16 address 02:00:00:00:00:16 type veth peer name p3 index 17 address 02:00:00:00:00:17
ip link set p0 master br0
ip link set p2 master br0
ip link add ifb0 index 18 address 02:00:00:00:00:18 numtxqueues 3 type ifb
ip link add vx4 index 20 address 02:00:00:00:00:20 type vxlan id 4001 dev v0 group 239.1.1.1 local 192.0.2.1 ttl 5 tos 0x10 dstport 4789 srcport 32768 60000 ageing 600 maxaddress 99 nolearning proxy rsc l2miss l3miss udpcsum df set
ip link add vx6 index 21 address 02:00:00:00:00:21 type vxlan id 4002 remote 2001:db8::2 local 2001:db8::1 ttl inherit flowlabel 0x12345 dstport 4790 udp6zerocsumtx udp6zerocsumrx gbp
ip link add vxm index 22 address 02:00:00:00:00:22 type vxlan dstport 8472 external vnifilter
ip link add vxg index 23 type vxlan dstport 4791 external gpe
ip link add link v1 name mv0 index 30 address 02:00:00:00:00:30 type macvlan mode private bcqueuelen 500
ip link add link v1 name mv1 index 31 address 02:00:00:00:00:31 type macvlan mode bridge
ip link add link v1 name mv2 index 32 address 02:00:00:00:00:32 type macvlan mode source
ip link add link v1 name mt0 index 33 address 02:00:00:00:00:33 type macvtap mode vepa
ip link add link p3 name mv3 index 34 type macvlan mode passthru nopromisc
ip tuntap add dev tun0 mode tun user 4242 group 4343 pi
ip tuntap add dev tap0 mode tap multi_queue vnet_hdr
"""

# Requests about that state, and for kinds that a kernel may lack.
CHANGES = """
ip link set dev v0 alias 'two words'
ip link set dev v0 group 7
ip link set dev v0 txqueuelen 321
ip link set dev v0 promisc on
ip link set dev v0 allmulticast on
ip link set dev v0 gso_max_size 30000 gso_max_segs 100 gro_max_size 40000
ip link set dev v0 addrgenmode none
ip link set dev v0 up
ip link set dev v1 up
ip link property add dev v0 altname a-rather-long-alternative-name altname second
ip link property add dev p0 altname deleted
ip link property del dev p0 altname deleted
ip link set dev p0 up
ip link set dev p1 up
ip link set dev br0 up
ip link set dev p0 type bridge_slave priority 5 cost 77 hairpin on guard on root_block on fastleave on learning off flood off proxy_arp on proxy_arp_wifi on mcast_router 2 mcast_flood off mcast_to_unicast on bcast_flood off group_fwd_mask 8 neigh_suppress on isolated on locked on backup_port p2 vlan_tunnel off
ip link set dev p0 type bridge_slave state 4
ip link set dev p0 type bridge_slave fdb_flush
ip link set dev p0 nomaster
ip link set dev p0 master br0
ip link set dev br0 type bridge fdb_flush no_linklocal_learn 1 mcast_vlan_snooping 0
ip link set dev br0 type bridge vlan_filtering 1 vlan_protocol 802.1ad vlan_default_pvid 5 vlan_stats_enabled 1 vlan_stats_per_port 1 nf_call_iptables 1 nf_call_ip6tables 1 nf_call_arptables 1
bridge link set dev p0 cost 33 priority 6 learning on mcast_to_unicast off
bridge link set dev p0 self hwmode vepa
bridge vlan add dev p0 vid 10-20
bridge vlan add dev p0 vid 30 pvid untagged master
bridge vlan add dev p0 vid 40-41 tunnel_info id 4000-4001
ip link set dev mv2 type macvlan macaddr set 02:00:00:00:aa:01 02:00:00:00:aa:02
ip link set dev mv2 type macvlan macaddr add 02:00:00:00:aa:03
ip link set dev mv2 type macvlan macaddr del 02:00:00:00:aa:01
ip link set dev mv2 up
ip link set dev mv2 protodown on
ip link set dev mv2 protodown_reason 3 on
ip link set dev vx4 type vxlan ageing 900
ip link set dev ifb0 carrier off
ip link set dev p1 mode dormant
ip link set dev p1 state dormant
ip link set dev v0 xdp off
ip link set dev v0 vf 1 mac 02:00:00:00:00:99 vlan 100 qos 3 spoofchk on trust off state enable query_rss on
ip link set dev v0 vf 1 vlan 100 qos 3 proto 802.1ad
ip link set dev v0 vf 1 min_tx_rate 100 max_tx_rate 200
ip link set dev v0 vf 1 node_guid 00:11:22:33:44:55:66:77
ip link add link v0 name v0.5 type vlan id 5
ip link add link v0 name v0.7 index 70 type vlan protocol 802.1ad id 7 reorder_hdr off gvrp on mvrp on loose_binding on bridge_binding on egress-qos-map 1:2 3:4 ingress-qos-map 5:6
ip link add b0 type bond
ip link add b1 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 use_carrier 1 xmit_hash_policy layer3+4 min_links 2 lacp_active on lacp_rate fast ad_select bandwidth ad_actor_sys_prio 100 ad_user_port_key 5 ad_actor_system 02:00:00:00:00:77 resend_igmp 2 num_grat_arp 3 all_slaves_active 1 peer_notify_delay 400
ip link add b2 type bond mode active-backup arp_interval 250 arp_ip_target 192.0.2.9,192.0.2.10 ns_ip6_target 2001:db8::9,2001:db8::a arp_validate filter_backup arp_all_targets all arp_missed_max 4 primary v0 active_slave v0 primary_reselect failure fail_over_mac follow
ip link add b3 type bond mode balance-rr packets_per_slave 8 lp_interval 3 tlb_dynamic_lb 0
ip link set dev v0 type bond_slave queue_id 3 prio -5
ip link add vrf0 type vrf table 1234
ip link add d0 numtxqueues 2 type dummy
ip link add v8 type veth peer name v9 mtu 1300 address 02:00:00:00:00:89 numrxqueues 2 group 3
ip link show dev v0
ip link show master br0
ip link show type vxlan
ip link set dev v2 netns other
ip link del dev v8
"""


def inside(name):
    """A socket in another namespace."""
    own = os.open('/proc/self/ns/net', os.O_RDONLY)
    other = os.open(f'/run/netns/{name}', os.O_RDONLY)
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.setns(other, 0) == 0
    try:
        return Socket([RTNLGRP_LINK])
    finally:
        assert libc.setns(own, 0) == 0


def xdp_program():
    """A file descriptor of a program that lets every packet pass: r0 = XDP_PASS; exit."""
    code = ctypes.create_string_buffer(struct.pack('=BBhi', 0xB7, 0, 0, 2) + struct.pack('=BBhi', 0x95, 0, 0, 0), 16)
    licence = ctypes.create_string_buffer(b'GPL')
    union = struct.pack('=IIQQIIQII', 6, 2, ctypes.addressof(code), ctypes.addressof(licence), 0, 0, 0, 0, 0).ljust(128, b'\0')
    fd = ctypes.CDLL(None, use_errno=True).syscall(321, 5, ctypes.create_string_buffer(union, 128), 128)
    if fd < 0:
        raise SystemExit(f'bpf: {os.strerror(ctypes.get_errno())}')
    return fd


def header(family=0, index=0):
    return struct.pack('=BBHiII', family, 0, 0, index, 0, 0)


def dump(name, command, client, payload, ip):
    write(
        f'link/{name}.json',
        command=command,
        messages=[m.hex() for m in client.dump(RTM_GETLINK, payload)],
        ip={'command': ip, 'output': json.loads(must(ip))},
    )


def main():
    if os.environ.get('RECORD_INSIDE') != '1':
        os.environ['RECORD_INSIDE'] = '1'
        os.execvp('unshare', ['unshare', '-n', '-m', sys.executable, *sys.argv])
    must('mount -t tmpfs none /run')
    must('mount -t sysfs none /sys')
    monitor = Socket([RTNLGRP_LINK, RTNLGRP_IPV6_IFINFO])
    requests = Requests({RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK, RTM_SETLINK, RTM_NEWLINKPROP, RTM_DELLINKPROP})
    for line in SETUP.strip().splitlines():
        (requests if line.startswith('ip link') else must)(line)
    for vector in requests.vectors:
        if 'refused' in vector:
            raise SystemExit(f'{vector["command"]}: {vector["refused"]}')
    made = monitor.queued()

    commands = CHANGES.strip().splitlines()
    for command in commands[: commands.index('ip link show dev v0')]:
        requests(command)

    client = Socket()
    fd = xdp_program()
    client.request(
        RTM_SETLINK,
        0,
        header(index=11)
        + attribute(
            IFLA_XDP | 0x8000,
            attribute(IFLA_XDP_FD, struct.pack('=i', fd)) + attribute(IFLA_XDP_FLAGS, struct.pack('=I', XDP_FLAGS_SKB_MODE)),
        ),
    )
    time.sleep(3)  # The states of the links settle, or ip(8) sees others than the dump.
    mask = lambda bits: attribute(IFLA_EXT_MASK, struct.pack('=I', bits))
    dump('dump', 'RTM_GETLINK, NLM_F_DUMP, IFLA_EXT_MASK VF', client, header() + mask(RTEXT_FILTER_VF), 'ip -j -d -s -s link show')
    _, (short,) = client.request(RTM_GETLINK, 0, header(index=10) + mask(RTEXT_FILTER_SKIP_STATS))
    write('link/skip-stats.json', command='RTM_GETLINK, index 10, IFLA_EXT_MASK SKIP_STATS', messages=[short.hex()])
    dump(
        'dump-bridge',
        'RTM_GETLINK, NLM_F_DUMP, family AF_BRIDGE, IFLA_EXT_MASK BRVLAN_COMPRESSED',
        client,
        header(AF_BRIDGE) + mask(RTEXT_FILTER_BRVLAN_COMPRESSED),
        'bridge -j -d link show',
    )
    write(
        'link/dump-inet6.json',
        command='RTM_GETLINK, NLM_F_DUMP, family AF_INET6: the first three',
        messages=[m.hex() for m in client.dump(RTM_GETLINK, header(AF_INET6))[:3]],
    )
    _, (target,) = client.request(RTM_GETLINK, 0, header() + attribute(46, struct.pack('=i', 5)) + attribute(3, b'far0\0'))
    write('link/target-netnsid.json', command='RTM_GETLINK, IFLA_TARGET_NETNSID 5, IFLA_IFNAME far0', messages=[target.hex()])

    monitor.queued()
    for command in commands[commands.index('ip link show dev v0') :]:
        requests(command)
    # Of what ip(8) sends beside the request itself, one message asks whether RTM_NEWLINK is known, and others look links up.
    def telling(command, message):
        (kind,) = struct.unpack_from('=H', message, 4)
        return ' show ' in command if kind == RTM_GETLINK else message[16:] != bytes(16)

    asked = [v for v in requests.vectors if telling(v['command'], bytes.fromhex(v['hex']))]
    write('link/requests.json', vectors=asked)
    gone = [m for m in monitor.queued() if struct.unpack_from('=H', m, 4)[0] == RTM_DELLINK]
    write(
        'link/notifications.json',
        command='the members of RTNLGRP_LINK and RTNLGRP_IPV6_IFINFO: what was new while br0 and its ports were made, and what went at the end',
        messages=[m.hex() for m in [m for m in made if struct.unpack_from('=i', m, 20)[0] in (13, 14)] + gone],
    )


if __name__ == '__main__':
    main()
