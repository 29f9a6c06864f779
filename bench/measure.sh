#!/bin/sh
# Runs the whole-process measurements on the built image, one after another, and prints their
# figures: bench/measure.sh [CLASS ...]. Wants an otherwise idle machine.
# Not among those that run by default, since it takes minutes: CaptureLoss.
set -eu
cd "$(dirname "$0")/.."
image=$(install/build.sh)
java=${JAVA_25:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -print -quit)/bin/java}
[ -x "$java" ] || { echo "no JDK 25 found; name its java in JAVA_25" >&2; exit 69; }
[ -d bench/target/classes ] || mvn -q -B -DskipTests package -pl bench -am

[ $# -gt 0 ] || set -- ControlLatency StartAndMemory StatusTime SoundLatency PlayerLatency LineTiming
for class in "$@"; do
  echo "== $class"
  "$java" --enable-native-access=ALL-UNNAMED -cp "bench/target/classes:$image/lib/*" \
    "vj.bench.$class" "$image"
done
