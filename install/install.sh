#!/bin/sh
# Installs, upgrades and removes the VJ service bundle for the calling user: see usage() below.
# POSIX sh, idempotent. Every change goes through run(), so that --dry-run shows all of them.
# shellcheck source=install/systemd.sh
set -eu
umask 022
export LC_ALL=C

usage() {
  cat <<'EOF'
usage: install.sh [--prefix DIR] [--no-enable] [--dry-run]
       install.sh --uninstall [--purge] [--prefix DIR] [--dry-run]

Installs the VJ service bundle for you alone, or upgrades it. Nothing needs root.

  --prefix DIR   where to (default ~/.local): DIR/lib/vj, and links in DIR/bin
  --no-enable    do not start the workers, now or at login
  --dry-run      say what would be done, and do nothing
  --uninstall    stop the workers and remove what was installed; configuration,
                 state and cache stay, and are listed
  --purge        with --uninstall: remove configuration, state and cache as well
  -h, --help     this text

An upgrade restarts the workers that are running, one by one; stopped ones stay
stopped. If one refuses its configuration, nothing is changed; if one does not
come up, the version before is put back.
EOF
}

prefix=${HOME:?}/.local
enable=yes
dry=''
action=install
purge=''

say() { printf '%s\n' "$*"; }
fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}
misused() {
  printf 'install.sh: %s\n\n' "$*" >&2
  usage >&2
  exit 64
}
run() {
  if [ -n "$dry" ]; then
    say "would: $*"
  else
    "$@"
  fi
}

main() {
  arguments "$@"
  here=$(cd "$(dirname "$0")" && pwd -P)
  home=$prefix/lib/vj
  places
  . "$here/systemd.sh"
  case $action in
    install) install ;;
    uninstall) uninstall ;;
  esac
}

arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --prefix)
        [ $# -gt 1 ] || misused "--prefix needs a directory"
        prefix=$2
        shift
        ;;
      --prefix=*) prefix=${1#--prefix=} ;;
      --no-enable) enable='' ;;
      --dry-run) dry=yes ;;
      --uninstall) action=uninstall ;;
      --purge) purge=yes ;;
      -h | --help)
        usage
        exit 0
        ;;
      *) misused "unknown argument: $1" ;;
    esac
    shift
  done
  [ -z "$purge" ] || [ "$action" = uninstall ] || misused "--purge goes with --uninstall"
  case $prefix in
    '') misused "--prefix needs a directory" ;;
    /*) ;;
    *) prefix=$PWD/$prefix ;;
  esac
  prefix=${prefix%/}
  case $prefix in
    *[\"\\%:\&\|\$\`\']*) misused "--prefix may not contain any of \" \\ % : & | \$ \` ': $prefix" ;;
  esac
}

# Where things go, and what there is to manage workers with.
places() {
  config=${VJ_CONFIG_DIR:-${XDG_CONFIG_HOME:-$HOME/.config}/vj}
  state=${VJ_STATE_DIR:-${XDG_STATE_HOME:-$HOME/.local/state}/vj}
  cache=${VJ_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/vj}
  # A session that did not come from logging in (su, cron) is not told where the user manager is.
  if [ -z "${XDG_RUNTIME_DIR:-}" ] && [ -d "/run/user/$(id -u)" ]; then
    XDG_RUNTIME_DIR=/run/user/$(id -u)
    export XDG_RUNTIME_DIR
  fi
  system=none
  manager=''
  case $(uname -s) in
    Darwin) system=launchd ;;
    *)
      if command -v systemctl >/dev/null 2>&1; then
        system=systemd
        if systemctl --user show-environment >/dev/null 2>&1; then
          manager=yes
        fi
      fi
      ;;
  esac
}

install() {
  locate_image
  version=$home-$(cksum <"$image/lib/image-id" | awk '{ print $1 }')
  before=''
  [ ! -L "$home" ] || before=$prefix/lib/$(readlink "$home")
  refuse_conflicts
  if [ -f "$version/installed" ]; then
    say "this version is in $version already"
  else
    bring_in
  fi

  outdated=''
  if [ "$system" = systemd ] && [ -n "$manager" ]; then
    outdated=$(outdated_workers)
    check_workers
  fi
  switch "$before" "$version"
  for name in vj vj-worker; do
    [ -L "$prefix/bin/$name" ] || run ln -s "../lib/vj/bin/$name" "$prefix/bin/$name"
  done
  restart_workers
  case $system in
    systemd) enable_units ;;
    launchd)
      say "This version brings no launchd agents: the programs are installed, nothing was started."
      by_hand
      ;;
    none)
      say "There is no systemd here: the programs are installed, nothing was started."
      by_hand
      ;;
  esac
  remove_old_versions
  closing_words
}

# The image around this script (as installed or unpacked), else the one of this checkout.
locate_image() {
  if [ -f "$here/../../lib/image-id" ]; then
    image=$(cd "$here/../.." && pwd -P)
  elif [ -n "$dry" ] && [ ! -f "$here/target/image/lib/image-id" ]; then
    say "would: build the image with $here/build.sh, then install it"
    exit 0
  else
    image=$("$here/build.sh")
  fi
}

# Nothing of anybody else's is overwritten.
refuse_conflicts() {
  if [ -e "$home" ] && [ ! -L "$home" ]; then
    fail "$home exists and is not this installer's; move it away or use another --prefix"
  fi
  for name in vj vj-worker; do
    link=$prefix/bin/$name
    if [ -e "$link" ] || [ -L "$link" ]; then
      ours "$link" || fail "$link exists and is not this installer's; move it away or use another --prefix"
    fi
  done
  [ "$system" != systemd ] || refuse_unit_conflicts
}

# ours LINK: does it lead into this installation?
ours() {
  [ "$(readlink "$1")" = "../lib/vj/bin/${1##*/}" ]
}

# recorded PATH: did the installation that is there now put it there?
recorded() {
  [ -n "$before" ] && grep -qxF -e "$1" "$before/installed"
}

# Copies the image to a directory of its own, which nothing uses yet.
bring_in() {
  made=''
  make_directory "$prefix/lib"
  make_directory "$prefix/bin"
  [ "$system" != systemd ] || make_unit_directories
  for directory in "$config" "$state" "$cache"; do
    make_directory "$directory" private
  done

  say "copying to $version"
  run rm -rf "$version.part"
  # -p: the AOT cache knows the jars by their times.
  run cp -Rp "$image" "$version.part"
  [ -n "$dry" ] || manifest >"$version.part/installed"
  run rm -rf "$version"
  run mv "$version.part" "$version"
}

# Makes it and its parents. What was missing is remembered for the uninstallation, except the
# private ones, which hold what stays.
make_directory() {
  case $made in *"$1/"*) return ;; esac
  [ ! -d "$1" ] || return 0
  make_directory "$(dirname "$1")"
  run mkdir "$1"
  if [ "${2:-}" = private ]; then
    run chmod 700 "$1"
  else
    made="$made$1/
"
  fi
}

# Everything outside the version's own directory; directories end in a slash.
manifest() {
  say "$prefix/bin/vj"
  say "$prefix/bin/vj-worker"
  if [ "$system" = systemd ]; then
    unit_files "$image" | sed "s|^|$units/|"
  fi
  printf '%s' "$made"
  [ -z "$before" ] || grep '/$' "$before/installed" || true
}

# switch FROM TO: points PREFIX/lib/vj at version TO, in one step, and brings its units.
switch() {
  if [ -n "$dry" ]; then
    say "would: point $home to ${2##*/}"
  else
    rm -f "$home.new"
    ln -s "${2##*/}" "$home.new"
    # Renaming replaces the link at once. -T (GNU) and -h (BSD) keep mv from following the old one.
    mv -T "$home.new" "$home" 2>/dev/null || mv -h "$home.new" "$home"
  fi
  [ "$system" != systemd ] || switch_units "$1" "$2"
}

remove_old_versions() {
  for directory in "$home"-*; do
    if [ "$directory" != "$version" ] && [ -f "$directory/installed" ]; then
      discard "$directory"
    fi
  done
}

# discard VERSION: removes it, unless something still runs from it.
discard() {
  if [ -n "$(processes_in "$1")" ]; then
    say "something still runs from $1; the next installation removes it"
  else
    run rm -rf "$1"
  fi
}

# processes_in DIRECTORY: the ids of those whose program is in there.
processes_in() {
  place=$(cd "$1" 2>/dev/null && pwd -P) || return 0
  if [ -d /proc/self ]; then
    # Not with pgrep, which need not be there. Other people's processes do not tell.
    # shellcheck disable=SC2012 # the names are the kernel's: numbers
    ls -l /proc/[0-9]*/exe 2>/dev/null |
      awk -v there=" -> $place/" 'index($0, there) { split($0, part, "/"); print part[3] }'
  else
    pgrep -f "$place/runtime/bin/java" || true
  fi
}

by_hand() {
  say "To run a worker by hand: $prefix/bin/vj-worker audio"
}

closing_words() {
  [ -z "$dry" ] || return 0
  say "installed in $prefix; to remove it: $home/share/install/install.sh --uninstall --prefix $prefix"
  case :$PATH: in
    *":$prefix/bin:"*) ;;
    *) say "$prefix/bin is not in your PATH: the command is $prefix/bin/vj" ;;
  esac
  if [ "$system" = systemd ] && [ -n "$manager" ]; then
    linger_words
  fi
}

# May be repeated when it was interrupted: whatever is gone already is no obstacle.
uninstall() {
  if [ -f "$home/installed" ]; then
    remove_installation
  else
    say "nothing is installed in $prefix"
    remove_versions
    [ -z "$purge" ] || remove_data
  fi
  for directory in "$config" "$state" "$cache"; do
    [ -n "$purge" ] || [ ! -d "$directory" ] || say "kept: $directory"
  done
}

remove_installation() {
  installed=$(cat "$home/installed")
  [ "$system" != systemd ] || take_units_down
  refuse_while_running
  # A socket here is another installation's or a worker's that was started by hand.
  bus=${VJ_BUS_DIR:-${XDG_RUNTIME_DIR:-/nonexistent}/vj-bus}
  if [ -d "$bus" ] && ! ls "$bus"/*.sock >/dev/null 2>&1; then
    run rm -rf "$bus"
  fi

  say "$installed" | grep -v '/$' | while read -r file; do
    case $file in
      "$prefix/bin"/*) ours "$file" || continue ;;
    esac
    run rm -f "$file"
  done
  [ "$system" != systemd ] || forget_units
  run rm -f "$home"
  remove_versions
  [ -z "$purge" ] || remove_data
  # The longest first, so that parents come after what is in them; what is not empty stays.
  say "$installed" | grep '/$' | sort -ru | while read -r directory; do
    if [ -n "$dry" ]; then
      say "would: rmdir $directory, if empty"
    else
      rmdir "$directory" 2>/dev/null || true
    fi
  done
  [ -n "$dry" ] || say "removed from $prefix"
}

# What no unit runs is not this script's to end.
refuse_while_running() {
  [ -z "$dry" ] || return 0
  for directory in "$home"-*; do
    running=$(processes_in "$directory" | paste -s -d ' ' -)
    [ -z "$running" ] ||
      fail "processes still run from $directory; end them first (kill $running), then uninstall again"
  done
}

remove_versions() {
  for directory in "$home"-*; do
    [ ! -f "$directory/installed" ] || run rm -rf "$directory"
  done
}

remove_data() {
  run rm -rf "$config" "$state" "$cache"
}

main "$@"
