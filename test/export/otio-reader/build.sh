#!/usr/bin/env bash
# build.sh PROGRAM: builds the reader against OpenTimelineIO's own library, as Debian unstable has it
# (libopentimelineio-dev, libimath-dev, g++). The tests run the program where OTIO_READER names it.
set -euo pipefail
"${CXX:-g++}" -std=c++17 -O1 -Wall -Wextra "$(dirname "$0")/reader.cpp" -o "$1" -lopentimelineio -lopentime
