#!/bin/sh
# Builds the corpus by which the analysis is measured, and the music it learns from, on Debian:
# build.sh [--dry-run] FOLDER makes FOLDER/material, FOLDER/measure and FOLDER/learn. Installs
# nothing. Can be interrupted: what is there is not made again.
set -eu

run=''
if [ "${1-}" = --dry-run ]; then
  run='echo'
  shift
fi
[ $# -eq 1 ] || { echo "usage: build.sh [--dry-run] FOLDER" >&2; exit 64; }

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
out=$(realpath -m "$1")

packages() { # packages KIND
  sed -n "s/^$1 //p" "$here/corpus-packages.txt"
}

missing=''
for package in $(packages install); do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=''
  [ "$status" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  echo "missing; as root: apt-get install --no-install-recommends$missing" >&2
  [ -n "$run" ] || exit 69
fi

# In a folder of its own: the name of the file that it leaves carries the version. Readable for all,
# since apt fetches as another user.
fetch() { # fetch PACKAGE
  new=$(mktemp -d "${TMPDIR:-/tmp}/vj-corpus.XXXXXX")
  chmod 755 "$new"
  (cd "$new" && apt-get download -q "$1")
  dpkg -x "$new"/*.deb "$out/material"
  rm -r "$new"
  touch "$out/material/fetched/$1"
}

$run mkdir -p "$out/material/fetched"
for package in $(packages material); do
  [ -e "$out/material/fetched/$package" ] || ${run:-fetch} ${run:+fetch} "$package"
done

cd "$root"
if [ -n "$run" ]; then
  image=IMAGE
else
  image=$(install/build.sh)
fi
$run mvn -q -B -DskipTests package -pl bench -am
java=${JAVA_25:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -print -quit)/bin/java}

build() { # build CLASS ARGUMENT...
  class=$1
  shift
  $run "$java" -cp "bench/target/classes:$image/lib/*" "vj.bench.accuracy.corpus.$class" "$@"
}

build BuildPackages "$out/material" "$out/measure"
build BuildSynthesis "$out/measure"
build BuildLearning "$out/material" "$out/learn"
build BuildSynthesis "$out/learn" --learn
