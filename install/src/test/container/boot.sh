#!/bin/sh
# Boots a throw-away systemd over this machine's own files, with a lingering user "vj" in it:
#
#   unshare --mount --propagation private boot.sh CHECKOUT
#
# Needs root. CHECKOUT is seen, read-only, at /checkout. All writes go to memory, in a mount
# namespace that ends with the last process in it: nothing is left behind, however this ends.
set -eu

checkout=$1
mount -t tmpfs -o size=2g,mode=755 vj /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work vj /mnt/root
root=/mnt/root

# What the machine itself has running, logged or enabled for all users is no part of the test.
rm -rf "$root"/run/* "$root"/var/log/journal "$root"/var/lib/systemd/linger "$root"/etc/systemd/user/*.wants
mkdir -p "$root/var/log/journal" "$root/var/lib/systemd/linger" "$root/checkout"
: >"$root/etc/machine-id"

chroot "$root" useradd --create-home --shell /bin/sh vj
user=$(chroot "$root" id -u vj)
: >"$root/var/lib/systemd/linger/vj"
# Users read their own journal only where it is kept.
mkdir -p "$root/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=persistent\n' >"$root/etc/systemd/journald.conf.d/vj.conf"

# Nothing but what the user's manager needs.
cat >"$root/etc/systemd/system/vj-test.target" <<EOF
[Unit]
Requires=basic.target
Wants=dbus.service systemd-logind.service systemd-user-sessions.service user@$user.service
After=basic.target dbus.service user@$user.service
EOF
ln -sf vj-test.target "$root/etc/systemd/system/default.target"

# The user manager wants the unified cgroup tree, whatever the machine itself uses.
export SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1
exec systemd-nspawn --quiet --directory="$root" --machine="vj-test-$$" --boot \
  --register=no --keep-unit --link-journal=no --resolv-conf=off --timezone=off \
  --private-network --console=pipe --bind-ro="$checkout:/checkout"
