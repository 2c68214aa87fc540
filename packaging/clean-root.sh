#!/bin/sh
# Runs a program in a root folder of its own: it sees this machine, and what it installs, changes and leaves is gone with it.
# As root, or as anybody where user namespaces may mount overlays (Linux 5.11). KEEP names a folder whose changes stay.
set -eu
if [ "${CLEAN_ROOT:-}" = "" ]; then
    if [ "$(id -u)" = 0 ]; then spaces="--mount"; else spaces="--user --map-root-user --mount"; fi
    # shellcheck disable=SC2086 # one word each
    CLEAN_ROOT=$(mktemp -d) exec unshare $spaces --propagation private "$0" "$@"
fi
mount -t tmpfs tmpfs "$CLEAN_ROOT"
mkdir "$CLEAN_ROOT/changes" "$CLEAN_ROOT/work" "$CLEAN_ROOT/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$CLEAN_ROOT/changes,workdir=$CLEAN_ROOT/work" "$CLEAN_ROOT/root"
for folder in /dev /proc /sys; do mount --rbind "$folder" "$CLEAN_ROOT/root$folder"; done
mount --bind "$KEEP" "$CLEAN_ROOT/root$KEEP"
# shellcheck disable=SC2016 # the shell inside reads them
exec chroot "$CLEAN_ROOT/root" /bin/sh -c 'cd "$0" && exec "$@"' "$PWD" "$@"
