#!/bin/busybox sh
# The guest's first program, in the initramfs. It makes a root of the host's files, read-only, below a tmpfs that takes what is written, and hands
# over to guest.sh in there. Both are process 1. What fails here ends in a panic, and so in a failure on the host.
set -e
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs dev /dev
while read -r module; do insmod "/modules/$module"; done < /modules/order

p9=trans=virtio,version=9p2000.L,msize=512000
mount -t 9p -o "$p9,cache=none" share /share
. /share/guest.env
# The host's files are taken not to change while the guest runs: without its own cache, each look at one is a message to the host.
mount -t 9p -o "ro,$p9,cache=loose" host /host
mount -t tmpfs -o size=75% top /top
mkdir /top/upper /top/work
mount -t overlay -o lowerdir=/host,upperdir=/top/upper,workdir=/top/work root /new

mkdir -p /new/lib/modules "/new$VM_SHARE"
mount -o bind "/host$VM_KERNEL/lib/modules" /new/lib/modules
mount -o move /share "/new$VM_SHARE"
mount -o move /proc /new/proc
mount -o move /dev /new/dev
exec switch_root /new "$VM_SCRIPTS/guest.sh" "$VM_SHARE"
