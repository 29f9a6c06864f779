#!/bin/sh
# bin/vj and bin/vj-worker are both this file: it starts the image's JVM with the flags of the role.
# It ends in exec, so that the JVM has the process id that the init system watches.
# VJ_JAVA_OPTS comes after the flags here and so overrides them.
set -eu

# The image is where this file is, whatever links led to it.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
home=$(cd "$(dirname "$self")/.." && pwd -P)
lib=$home/lib

# Small heaps on purpose: what a worker keeps fits, and a young generation of a megabyte is
# collected in well under a millisecond.
small='-Xms3m -Xmn1m -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1'
case ${self##*/} in
  vj)
    main=vj.console.Main
    role="$small -Xmx64m"
    ;;
  vj-worker)
    main=vj.workers.Main
    case ${1:-} in
      # The one worker that computes all the time is worth the optimising compiler.
      audio) role='-Xms3m -Xmn1m -Xmx32m' ;;
      # The longest lyrics that it takes, and answers of servers of up to a megabyte.
      lyrics) role="$small -Xmx32m" ;;
      # What it keeps is outside the heap: at most half a million datagrams of 128 bytes, and as
      # much again while their number is changed.
      osc-debugger) role="$small -Xmx24m -XX:MaxDirectMemorySize=160m" ;;
      *) role="$small -Xmx24m" ;;
    esac
    ;;
  *)
    echo "$self: must be called vj or vj-worker" >&2
    exit 64
    ;;
esac

# ArchiveRelocationMode=0 lets all processes share the cache's pages. StackShadowPages: as many pages
# below the top of each thread's stack are touched, and stay; no thread of ours comes near the end of
# its stack. The JVM's own complaints go to stderr: stdout belongs to the program (vj status --json).
# shellcheck disable=SC2086 # lists of options
exec "$home/runtime/bin/java" \
  -XX:AOTCache="$lib/vj.aot" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
  -XX:+UseSerialGC -XX:TrimNativeHeapInterval=2000 -XX:StackShadowPages=10 \
  -XX:+ExitOnOutOfMemoryError \
  -XX:+UnlockExperimentalVMOptions -XX:StringTableSize=2048 -XX:SymbolTableSize=4096 \
  -Xlog:disable -Xlog:all=warning:stderr \
  @JVM_ACCESS@ \
  -Dorg.newsclub.net.unix.library.override="$lib/native/@NATIVE@" \
  -Dvj.home="$home" -cp "@CLASS_PATH@" \
  $role ${VJ_JAVA_OPTS:-} "$main" "$@"
