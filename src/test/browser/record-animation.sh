#!/usr/bin/env bash
# Films the demo page in the installed Chromium, and writes docs/taskstream.webp, which README shows.
set -euo pipefail
cd "$(dirname "$0")/../../.."

CI=true ./mvnw -B -ntp -q test -Dtest=ReadmeAnimation
ls -l docs/taskstream.webp
