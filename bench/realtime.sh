#!/bin/sh
# Measures the audio worker in real time on the built image: jitter of the frames, pauses, CPU
# against aubio, sound to OSC. Wants an otherwise idle machine for about half an hour, and as root
# (or with RLIMIT_NICE) for the priority; aubio's programs come with aubio-tools.
#
#   bench/realtime.sh [SECONDS] [AUDIO_FILE]     SECONDS: of each measurement (300)
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-300}
file=${2:-}
image=${VJ_IMAGE:-$(install/build.sh)}
java=${JAVA_25:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -print -quit)/bin/java}
[ -x "$java" ] || { echo "no JDK 25 found; name its java in JAVA_25" >&2; exit 69; }
[ -d bench/target/classes ] || mvn -q -B -DskipTests package -pl bench -am

measure() {
  class=$1
  shift
  echo "== $class $*"
  "$java" --enable-native-access=ALL-UNNAMED -cp "bench/target/classes:$image/lib/*" \
    "vj.bench.$class" "$image" "$@"
}

echo "$(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
failed=0
measure FrameJitter "$seconds"
measure Pauses $((seconds / 30 + 1)) || failed=1
measure SoundLatency $((seconds * 5 / 3)) # 500 clicks in the usual 300 s and some
if [ -z "$file" ]; then
  echo "== CpuCost: left out, name an audio file"
elif ! command -v aubiotrack >/dev/null; then
  echo "== CpuCost: left out, aubiotrack is not installed"
else
  measure CpuCost "$file" "$seconds"
fi
exit "$failed"
