# shellcheck shell=sh
# The part of install.sh that knows systemd's user manager. It reads that script's variables (home,
# prefix, image, version, before, ...) and its functions.
# shellcheck disable=SC2154

# Units that come with software go here; ~/.config/systemd/user stays for what people write.
units=${XDG_DATA_HOME:-$HOME/.local/share}/systemd/user
# Where systemctl puts the links of what is enabled.
links=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user

make_unit_directories() {
  make_directory "$units/vj-.service.d"
  make_directory "$links"
}

# unit_files IMAGE: their names below the unit directory.
unit_files() {
  (cd "$1/share/units/systemd" && find . -type f ! -path './backoff/*' | sed 's|^\./||' | sort)
  [ -z "$(directories_drop_in)" ] || say vj-.service.d/15-directories.conf
}

# The services that vj.target wants.
worker_units() {
  unit_files "$image" | grep '^vj-[^/]*\.service$'
}

refuse_unit_conflicts() {
  unit_files "$image" | while read -r file; do
    if [ -e "$units/$file" ] && ! recorded "$units/$file"; then
      fail "$units/$file exists and does not belong to an installation in $prefix"
    fi
  done
}

# switch_units FROM TO: writes the units of version TO and removes those that only FROM had.
switch_units() {
  if [ -n "$dry" ]; then
    say "would: write the units to $units"
    return
  fi
  unit_files "$2" | while read -r file; do
    unit_file "$2" "$file" >"$units/$file"
  done
  if [ -n "$1" ]; then
    grep -vxF -f "$2/installed" "$1/installed" | grep -v '/$' | while read -r dropped; do
      set_links disable "${dropped##*/}"
      rm -f "$dropped"
    done
  fi
  reload
}

# unit_file VERSION NAME: with the place of the installation filled in.
unit_file() {
  case $2 in
    */15-directories.conf) directories_drop_in ;;
    *) sed "s|@HOME@|$home|g" "$1/share/units/systemd/$2" ;;
  esac
}

# The units know the usual directories. Where yours are others, the workers are told: the user
# manager's environment need not be your shell's.
directories_drop_in() {
  [ "$config $state $cache" != "$HOME/.config/vj $HOME/.local/state/vj $HOME/.cache/vj" ] || return 0
  cat <<EOF
[Service]
Environment="VJ_CONFIG_DIR=$config" "VJ_STATE_DIR=$state" "VJ_CACHE_DIR=$cache"
ReadWritePaths="-$config" "-$state" "-$cache"
EOF
}

reload() {
  [ -z "$manager" ] || run systemctl --user daemon-reload
}

# set_links enable|disable UNIT...: only the links, which needs no manager.
set_links() {
  run env SYSTEMD_OFFLINE=1 systemctl --user --quiet "$@"
}

active() {
  systemctl --user --quiet is-active "$1"
}

main_pid() {
  systemctl --user show --property MainPID --value "$1"
}

# Those that run from another version: also what an upgrade that was interrupted left behind.
outdated_workers() {
  current=" $(processes_in "$version" | paste -s -d ' ' -) "
  for unit in $(worker_units); do
    active "$unit" || continue
    case $current in
      *" $(main_pid "$unit") "*) ;;
      *) say "$unit" ;;
    esac
  done
}

# A worker that plays on may have been given a configuration since that it will not start with.
check_workers() {
  [ -d "$version" ] || return 0 # a dry run
  for unit in $outdated; do
    if ! problem=$(check_worker "$unit" 2>&1); then
      say "$problem"
      [ "$before" = "$version" ] || discard "$version"
      fail "not upgraded: $unit would not start again, for the reason above. It runs on, as all others"
    fi
  done
}

# check_worker UNIT: asks the new version, with the environment that the running one was given.
check_worker() {
  name=${1#vj-}
  {
    cat "/proc/$(main_pid "$1")/environ"
    printf '%s\0' "$version/bin/vj-worker" "${name%.service}" --check
  } | xargs -0 env -i
}

# One by one, so that the others play on. When systemctl returns a worker does its job or has failed.
restart_workers() {
  tried=''
  for unit in $outdated; do
    say "restarting $unit"
    tried="$tried $unit"
    if ! run systemctl --user try-restart "$unit" || ! active "$unit"; then
      roll_back "$unit"
    fi
  done
}

roll_back() {
  say "$1 does not come up with the new version. Its last words:"
  journalctl --user --identifier "${1%.service}" --lines 20 --no-pager --output cat 2>/dev/null || true
  [ "$before" != "$version" ] || fail "$1 does not come up, and there is no version before to put back"
  switch "$version" "$before"
  dead=''
  for unit in $tried; do
    systemctl --user reset-failed "$unit" 2>/dev/null || true
    systemctl --user restart "$unit" || dead="$dead $unit"
  done
  discard "$version"
  [ -z "$dead" ] || fail "not upgraded: the version before is back, but with it do not come up either:$dead"
  fail "not upgraded: $1 did not come up; the version before runs on"
}

enable_units() {
  fresh=$(worker_units | while read -r unit; do
    recorded "$units/$unit" || say "$unit"
  done)
  # shellcheck disable=SC2086 # a list of units, here and below
  [ -z "$fresh" ] || set_links enable $fresh
  start=''
  # In an upgrade the target stays as you have set it.
  if [ -n "$enable" ] && [ -z "$before" ]; then
    set_links enable vj.target
    start=vj.target
  elif [ -n "$manager" ] && active vj.target; then
    start=$fresh
  fi
  reload

  if [ -z "$manager" ]; then
    say "No systemd user manager answers here; it will start the workers when it runs."
    by_hand
    return
  fi
  # shellcheck disable=SC2086
  [ -z "$start" ] || start_units $start
  [ -n "$dry" ] || active vj.target || say "To start the workers: systemctl --user start vj.target"
}

start_units() {
  [ -n "$dry" ] || [ "$(systemctl --user show --property LoadState --value vj.target)" = loaded ] ||
    fail "the user manager does not look for units in $units, but in: $(systemctl --user show --property UnitPath --value)"
  run systemctl --user start "$@" || true
  [ -z "$dry" ] || return 0
  for unit in $(worker_units); do
    if [ -L "$links/vj.target.wants/$unit" ] && ! active "$unit"; then
      fail "installed, but $unit does not run. Why: journalctl --user --identifier ${unit%.service}"
    fi
  done
}

linger_words() {
  if [ "$(loginctl show-user "$(id -un)" --property Linger --value 2>/dev/null)" = no ]; then
    say "The workers end when you log out. To let them run on: loginctl enable-linger"
  fi
}

take_units_down() {
  names=$(say "$installed" | sed -n "s|^$units/\(vj[^/]*\)$|\1|p" | grep -E '\.(service|target)$' || true)
  # systemctl fails for what an interrupted uninstallation has removed already, after it stopped the
  # others. What counts is that nothing runs.
  # shellcheck disable=SC2086
  [ -z "$manager" ] || run systemctl --user stop $names || true
  for name in $names; do
    [ -n "$dry" ] || [ -z "$manager" ] || ! active "$name" || fail "cannot stop $name; nothing was removed"
  done
  for name in $names; do
    set_links disable "$name" || true
  done
}

forget_units() {
  reload
  [ -z "$manager" ] || run systemctl --user reset-failed 'vj-*' 2>/dev/null || true
  for drop_in in "$links"/vj*.d; do
    [ ! -e "$drop_in" ] || say "kept: $drop_in"
  done
}
