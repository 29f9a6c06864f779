#!/bin/sh
# Builds the image unless it is newer than everything it is made of, and prints where it is.
# What Maven says is shown only if it fails. VJ_MAVEN_OPTIONS: more options for it (-o: offline).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
image=$root/install/target/image
id=$image/lib/image-id

fresh() {
  [ -f "$id" ] || return 1
  cd "$root"
  newer=$(find pom.xml bus workers console install units \
    \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$id" -print | head -n 1)
  [ -z "$newer" ]
}

if ! fresh; then
  log=$root/install/target/build.log
  mkdir -p "$root/install/target"
  echo "building (a minute or so; log: $log)" >&2
  # shellcheck disable=SC2086 # a list of options
  if ! (cd "$root" && mvn -q -B ${VJ_MAVEN_OPTIONS:-} -DskipTests -pl install -am package) >"$log" 2>&1; then
    cat "$log" >&2
    echo "the build failed; the log is also in $log" >&2
    exit 1
  fi
fi
echo "$image"
