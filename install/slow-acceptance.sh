#!/bin/sh
# The acceptance tests that take minutes: a hung worker, a crash loop. As root, like all of them.
set -eu
cd "$(dirname "$0")/.."
export VJ_ACCEPTANCE=required
exec mvn -B -pl install -am verify -Dit.groups=slow -Dit.excluded= \
  -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
