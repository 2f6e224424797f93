#!/usr/bin/env python3
"""Records the vectors of test/families/vectors: python3 test/families/record/record.py

Needs root, iproute2, strace and gcc. Everything happens in a network and mount namespace of its own. Routes whose tunnels have options (geneve, vxlan,
erspan) are never given to the kernel, since some kernels hang on them: see Shim in netlink.py.
"""

import os
import sys
import tempfile

import addr
import neigh
import route
import rule
from netlink import Shim, must

SETUP = """
ip link set lo up
ip link add v0 index 10 address 02:00:00:00:00:10 type veth peer name v1 index 11 address 02:00:00:00:00:11
ip link add br0 index 12 address 02:00:00:00:00:12 type bridge
ip link add vx0 index 13 address 02:00:00:00:00:13 type vxlan id 100 dstport 4789 local 192.0.2.1
ip link add vx1 index 14 address 02:00:00:00:00:14 type vxlan dstport 4790 external
ip link add p0 index 15 address 02:00:00:00:00:15 type veth peer name p1 index 16 address 02:00:00:00:00:16
ip link set p0 master br0
ip link set v0 up
ip link set v1 up
ip link set br0 up
ip link set vx0 up
ip link set vx1 up
ip link set p0 up
ip link set p1 up
ip netns add other
ip netns set other 5
ip -n other link set lo up
"""


def main():
    if os.environ.get('RECORD_INSIDE') != '1':
        os.environ['RECORD_INSIDE'] = '1'
        os.execvp('unshare', ['unshare', '-n', '-m', sys.executable, *sys.argv])
    must('mount -t tmpfs none /run')
    must('mount -t sysfs none /sys')
    for setting in ('conf/all/accept_dad', 'conf/default/accept_dad', 'conf/default/router_solicitations', 'conf/default/addr_gen_mode'):
        with open(f'/proc/sys/net/ipv6/{setting}', 'w') as file:
            file.write('1' if 'addr_gen' in setting else '0')
    for line in SETUP.strip().splitlines():
        must(line)
    # A router has an anycast address in each of its networks, and answers look-ups for packets that come in.
    for setting in ('ipv6/conf/v0/forwarding', 'ipv4/ip_forward'):
        with open(f'/proc/sys/net/{setting}', 'w') as file:
            file.write('1')
    with tempfile.TemporaryDirectory(prefix='record', dir='/tmp') as folder:
        shim = Shim(folder)
        for module in (addr, route, neigh, rule):
            if len(sys.argv) < 2 or module.__name__ in sys.argv[1:]:
                module.record(shim)


if __name__ == '__main__':
    main()
