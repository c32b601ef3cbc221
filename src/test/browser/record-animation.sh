#!/usr/bin/env bash
# Films the demo page and writes docs/taskstream.webp, which README shows. Needs chromium and chromedriver on the PATH, and
# a machine that is not busy: the film has as many pictures as it can take.
set -euo pipefail
cd "$(dirname "$0")/../../.."

CI=true ./mvnw -B -ntp -q test -Dtest=ReadmeAnimation
ls -l docs/taskstream.webp
