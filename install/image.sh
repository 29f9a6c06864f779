#!/bin/sh
# Assembles the one image that is installed, shipped and tested; the Maven build calls it:
#
#   image.sh CLASS_PATH JAR IMAGE
#
#   CLASS_PATH  file with the jars that go in, separated by colons
#   JAR         this module's own, with the rehearsal
#   IMAGE       made there, or brought up to date: bin/ lib/ runtime/ share/
#
#   JDK_HOME    the JDK 25 that the runtime is linked from
#   JVM_ACCESS  the JVM's access flags, the same that the tests run with
#
# What has not changed since the last run is not made again: linking takes seconds, training more.
set -eu
umask 022
export LC_ALL=C

class_path_file=$1
own_jar=$2
image=$3
source=$(cd "$(dirname "$0")/.." && pwd -P)

# All jars get this time: the AOT cache remembers their times, and takes no jar with another one.
jar_time=202601010000

# The file that says that all of it is there; install.sh takes no image without.
id=$image/lib/image-id

main() {
  mkdir -p "$image/bin" "$image/lib"
  image=$(cd "$image" && pwd -P)
  id=$image/lib/image-id
  work=$(mktemp -d "${TMPDIR:-/tmp}/vj-image.XXXXXX")
  trap 'rm -rf "$work"' EXIT

  mkdir "$work/jars"
  echo "$(cat "$class_path_file"):$own_jar" | tr : '\n' | while read -r jar; do
    cp "$jar" "$work/jars/"
  done

  runtime
  contents >"$work/image-id"
  if cmp -s "$work/image-id" "$id"; then
    # build.sh compares times: without this it would come here again and again.
    touch "$id"
    return
  fi
  rm -f "$id"
  library
  launchers
  share
  train
  cp "$work/image-id" "$id"
}

# jlink, unless this JDK and these modules are linked already.
runtime() {
  # java.desktop has javax.sound; java.management the clocks and counters of the process itself;
  # jdk.httpserver is there for the metrics.
  modules=java.base,java.desktop,java.logging,java.management,java.net.http,jdk.httpserver,jdk.management
  { cat "$JDK_HOME/release" && echo "$modules"; } >"$work/runtime-id"
  if cmp -s "$work/runtime-id" "$image/lib/runtime-id"; then
    return
  fi
  rm -rf "$id" "$image/lib/runtime-id" "$image/runtime"
  "$JDK_HOME/bin/jlink" --add-modules "$modules" --output "$image/runtime" \
    --strip-debug --no-header-files --no-man-pages
  cp "$work/runtime-id" "$image/lib/runtime-id"
}

# Everything the rest of the image is made of, so that a change of any of it is seen.
contents() {
  cat "$image/lib/runtime-id"
  echo "$JVM_ACCESS"
  (cd "$work/jars" && cksum -- *.jar)
  (cd "$source" && shared_files | while read -r file; do cksum "$file"; done &&
    cksum install/image.sh install/launch.sh)
}

shared_files() {
  for file in LICENSE NOTICE README.md install/install.sh install/systemd.sh; do
    [ ! -f "$file" ] || echo "$file"
  done
  find units -type f | sort
}

library() {
  rm -rf "$image"/lib/*.jar "$image/lib/native" "$image/lib/vj.aot"
  cp "$work"/jars/*.jar "$image/lib/"
  TZ=UTC touch -t "$jar_time" "$image"/lib/*.jar

  # junixsocket would unpack its library into a temporary file in each process, shared by none.
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=amd64-Linux-clang ;;
    Linux-aarch64) platform=aarch64-Linux-clang ;;
    Darwin-x86_64) platform=x86_64-MacOSX-clang ;;
    Darwin-arm64) platform=aarch64-MacOSX-clang ;;
    *)
      echo "image: no socket library for $(uname -s) on $(uname -m)" >&2
      exit 1
      ;;
  esac
  mkdir -p "$image/lib/native"
  (cd "$work" && "$JDK_HOME/bin/jar" xf "$image"/lib/junixsocket-native-common-*.jar "lib/$platform")
  # Beside it is a variant for systems without a C library.
  rm -f "$work/lib/$platform"/jni/*.nodeps.*
  cp "$work/lib/$platform"/jni/* "$image/lib/native/"
  native=$(basename "$image"/lib/native/*)
}

# class_path DIR: in one fixed order, which the AOT cache knows.
class_path() {
  (cd "$image/lib" && printf '%s\n' *.jar) | sed "s|^|$1/|" | paste -s -d : -
}

launchers() {
  for name in vj vj-worker; do
    # shellcheck disable=SC2016 # the launcher's own $lib
    sed -e "s|@JVM_ACCESS@|$JVM_ACCESS|" -e "s|@NATIVE@|$native|" \
      -e "s|@CLASS_PATH@|$(class_path '$lib')|" "$source/install/launch.sh" >"$image/bin/$name"
    chmod 755 "$image/bin/$name"
  done
}

share() {
  rm -rf "$image/share"
  (cd "$source" && shared_files) | while read -r file; do
    mkdir -p "$image/share/$(dirname "$file")"
    cp -p "$source/$file" "$image/share/$file"
  done
}

# One cache for all processes: everything is run once, on this very image. What must be as in the
# launcher is the class path and the access flags.
train() {
  log=$work/rehearsal.log
  # shellcheck disable=SC2086 # a list of options
  if ! env -u VJ_JAVA_OPTS HOME="$work" VJ_BUS_DIR="$work/bus" VJ_CONFIG_DIR="$work/config" \
    VJ_STATE_DIR="$work/state" VJ_CACHE_DIR="$work/cache" "$image/runtime/bin/java" -XX:AOTCacheOutput="$image/lib/vj.aot" \
    -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:+UseSerialGC $JVM_ACCESS \
    -Dorg.newsclub.net.unix.library.override="$image/lib/native/$native" \
    -cp "$(class_path "$image/lib")" vj.install.Rehearsal >"$log" 2>&1 ||
    [ ! -s "$image/lib/vj.aot" ]; then
    echo "image: the rehearsal made no AOT cache:" >&2
    cat "$log" >&2
    exit 1
  fi
}

main
