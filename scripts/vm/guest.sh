#!/bin/sh
# Process 1 of a guest, in a root that looks like the host's: makes the private parts of a machine, runs the command of the folder $1 that the host
# shares, and tells the host how that ended. Ports: 1 standard output, 2 standard error, 3 what the host is told.
share=$1
. "$share/guest.env"
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t sysfs sys /sys
# The host's mounts of these are no good here: names of network namespaces, sockets, kernel's own file systems.
mount -t tmpfs -o mode=755 run /run
mkdir -p /dev/pts /dev/shm
mount -t devpts -o gid=5,mode=620,ptmxmode=666 pts /dev/pts
mount -t tmpfs shm /dev/shm
mount -t bpf bpf /sys/fs/bpf
mount -t debugfs debug /sys/kernel/debug
ln -s /proc/self/fd /dev/fd
ln -s /proc/self/fd/1 /dev/stdout
ln -s /proc/self/fd/2 /dev/stderr
ip link set lo up
# Namespaces look the same whichever modules were loaded before: without tunl0, sit0, gre0 and the like.
echo 1 > /proc/sys/net/core/fb_tunnels_only_for_init_net
read -r up _ < /proc/uptime
echo "up $up" > /dev/vport0p3
"$share/command" < /dev/null > /dev/vport0p1 2> /dev/vport0p2
code=$?
dmesg > "$share/dmesg.txt"
echo "exit $code" > /dev/vport0p3
busybox reboot -f
