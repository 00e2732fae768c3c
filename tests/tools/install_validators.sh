#!/bin/sh
# Installs the two OOXML validators that the tests marked "external" use, into tests/tools/node_modules (ignored by git).
set -eu
cd "$(dirname "$0")"
npm install --no-package-lock --no-audit --no-fund
