#!/usr/bin/env bash
# Checks that the browser modules agree with taskstream.d.ts. Where there is no npm it says so and checks nothing, but in
# CI (CI=true) that is a failure.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v npx >/dev/null; then
	echo "Skipped, since npx is not on the PATH: $0" >&2
	[ "${CI:-}" != true ]
	exit
fi

npx --yes -p typescript@7.0.2 tsc -p .
