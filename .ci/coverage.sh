#!/bin/sh
# Prints one module's line and branch coverage from JaCoCo's CSV: coverage.sh MODULE jacoco.csv
set -eu
[ -r "$2" ] || { echo "coverage: $1: no tests in this module"; exit 0; }
awk -F, -v module="$1" '
  NR > 1 { bm += $6; bc += $7; lm += $8; lc += $9 }
  END {
    if (lm + lc == 0) { print "coverage: " module ": no lines"; exit }
    printf "coverage: %s: lines %.1f %% (%d of %d)", module, 100 * lc / (lc + lm), lc, lc + lm
    if (bm + bc > 0) printf ", branches %.1f %% (%d of %d)", 100 * bc / (bc + bm), bc, bc + bm
    printf "\n"
  }' "$2"
