#!/bin/sh
# Runs the audio worker on the demo track for a while and prints, each minute, what it holds in
# memory, then its garbage collection pauses: bench/soak.sh [MINUTES] [IMAGE].
set -eu
minutes=${1:-60}
image=${2:-$("$(dirname "$0")/../install/build.sh")}
base=$(mktemp -d /tmp/vjsoak.XXXXXX)
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$base"' EXIT INT TERM

VJ_BUS_DIR=$base/bus VJ_CONFIG_DIR=$base/config \
  VJ_JAVA_OPTS="-Xlog:gc:file=$base/gc.log:uptime" \
  "$image/bin/vj-worker" audio --set source=demo >"$base/log" 2>&1 &
pid=$!

kib() { awk -v field="$1:" '$1 == field { print $2 }' "/proc/$pid/smaps_rollup"; }
ticks() { awk '{ print $14 + $15 }' "/proc/$pid/stat"; }

echo "minute  PSS_MiB  private_MiB  threads  open_files  CPU_percent"
before=$(ticks)
minute=0
while [ "$minute" -lt "$minutes" ]; do
  sleep 60
  minute=$((minute + 1))
  now=$(ticks)
  printf '%6d  %7d  %11d  %7d  %10d  %s\n' "$minute" $(($(kib Pss) / 1024)) \
    $((($(kib Private_Clean) + $(kib Private_Dirty)) / 1024)) \
    "$(find "/proc/$pid/task" -mindepth 1 -maxdepth 1 | wc -l)" \
    "$(find "/proc/$pid/fd" -mindepth 1 | wc -l)" \
    "$(awk -v t=$((now - before)) 'BEGIN { printf "%.1f", t / 60 }')"
  before=$now
done

sed -n 's/.*Pause.* \([0-9.]*\)ms$/\1/p' "$base/gc.log" | sort -n | awk '
  { pause[NR] = $1; total += $1 }
  END {
    if (NR == 0) { print "no collection"; exit }
    printf "collections %d, pause p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", NR, \
      pause[int((NR + 1) / 2)], pause[int(NR * 0.99 + 0.5)], pause[NR]
  }'
grep -c 'Pause Full' "$base/gc.log" | sed 's/^/full collections: /' || true
