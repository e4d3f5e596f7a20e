#!/usr/bin/env bash
# Judges the OpenAPI documents by tools that others wrote, and by clients that others' generators make of them:
#
#   openapi/check.sh                     all parts
#   openapi/check.sh redocly python      these
#
# A part is an executable file: openapi/check/NAME, or openapi/clients/NAME/run. Its line `# tools: A B` names what
# must be here before it can run: a folder of openapi/tools, whose package.json (npm) or requirements.txt (Python)
# pins versions, or else a command. What cannot be had is told in a line that begins `NAME was not run:`, and fails
# nothing.
#
# A part runs at the top of the clone, with fresh sandboxes of all APIs, and finds in its environment
#   OPENAPI   the folder of the documents: NAME.json (3.1), NAME.3.0.json, NAME.3.2.json
#   WORK      a folder of its own, empty
#   TOOLS     the folder that has what was brought for each `tools`; programs of these are in PATH already
#   APIS      the names of the APIs
#   what the sandboxes print: CLIENTTETHER_BASE_URL, CLIENTTETHER_ACCESS_TOKEN, TRACKOPS_BASE_URL, ..., and for each
#             API NAME_CONTROL_URL and NAME_SANDBOX_TOKEN for its control
# It prints one line a check: tool, version, API, profile, what was counted, seconds. It ends with 0, with 77 after a
# line `NAME was not run: why` of its own, or with 1 after the tool's own words about what it found.
#
# Everything is below target/openapi, and nothing runs on when this has ended. $APIS can name fewer APIs, and $CARGO
# what builds the sandbox.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p "${CARGO_TARGET_DIR:-target}/openapi"
target="$(realpath "${CARGO_TARGET_DIR:-target}")"
export TOOLS="$target/openapi/tools" OPENAPI="$PWD/openapi" APIS="${APIS:-clienttether trackops clienttrack}"
# None of the tools tells anybody that it runs here, or asks whether it is the newest.
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true DO_NOT_TRACK=1 PIP_DISABLE_PIP_VERSION_CHECK=1

sandboxes=()
stop_sandboxes() {
    [[ ${#sandboxes[@]} != 0 ]] || return 0
    kill "${sandboxes[@]}" 2>/dev/null || true
    wait "${sandboxes[@]}" 2>/dev/null || true
    sandboxes=()
}
# The process group of the part that runs, if one does: what a part starts ends with it.
running=
stop_all() {
    [[ -z $running ]] || kill -- "-$running" 2>/dev/null || true
    stop_sandboxes
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# What a part is run by.
program() {
    if [[ -f openapi/check/$1 && -x openapi/check/$1 ]]; then
        echo "openapi/check/$1"
    elif [[ -x openapi/clients/$1/run ]]; then
        echo "openapi/clients/$1/run"
    fi
}

# Brings a tool, unless it is here; says why where it cannot be had, which is found out once. What is brought for more
# than four minutes is given up; `--foreground` lets Ctrl-C reach it.
declare -A missing=()
bring() {
    local pinned="openapi/tools/$1" folder="$TOOLS/$1"
    if [[ -f $pinned/package.json ]]; then
        command -v npm >/dev/null || { echo "there is no npm here" && return 1; }
        cmp --silent "$pinned/package-lock.json" "$folder/brought" && return
        rm -rf "$folder" && mkdir -p "$folder"
        cp "$pinned/package.json" "$pinned/package-lock.json" "$folder"
        timeout --foreground 240 npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 \
            >"$folder.log" 2>&1 </dev/null || { echo "npm could not bring $pinned: see ${folder#"$PWD/"}.log" && return 1; }
        cp "$pinned/package-lock.json" "$folder/brought"
    elif [[ -f $pinned/requirements.txt ]]; then
        command -v python3 >/dev/null || { echo "there is no python3 here" && return 1; }
        cmp --silent "$pinned/requirements.txt" "$folder/brought" && return
        rm -rf "$folder" && mkdir -p "$TOOLS"
        { python3 -m venv "$folder" && timeout --foreground 240 "$folder/bin/pip" install --quiet --no-deps --retries 1 \
            --requirement "$pinned/requirements.txt"; } >"$folder.log" 2>&1 </dev/null ||
            { echo "pip could not bring $pinned: see ${folder#"$PWD/"}.log" && return 1; }
        cp "$pinned/requirements.txt" "$folder/brought"
    else
        command -v "$1" >/dev/null || { echo "there is no $1 here" && return 1; }
    fi
}

# Starts a sandbox for each API, and takes what they print into the environment.
start_sandboxes() {
    local api upper told
    for api in $APIS; do
        told="$target/openapi/$api.told"
        # What the last one told is not what this one tells.
        : >"$told"
        "$target/debug/sandbox" "$api" --port 0 --now "2026-03-02 09:00:00" >"$told" 2>&1 &
        sandboxes+=($!)
        for _ in $(seq 600); do
            grep -q '^export SANDBOX_TOKEN=' "$told" && break
            kill -0 "${sandboxes[-1]}" 2>/dev/null || break
            sleep 0.1
        done
        grep -q '^export SANDBOX_TOKEN=' "$told" || { echo "the sandbox of $api did not start: $(<"$told")" >&2 && exit 1; }
        upper="${api^^}"
        # Its control, by names of which each API has its own.
        eval "$(sed -n "s/^export SANDBOX_TOKEN=/export ${upper}_SANDBOX_TOKEN=/p; /^export ${upper}_/p" "$told")"
        eval "export ${upper}_CONTROL_URL=$(sed -n 's/^ *Control *\([^ ]*\) .*/\1/p' "$told")"
    done
}

known=()
for file in openapi/check/* openapi/clients/*/run; do
    [[ -f $file && -x $file ]] || continue
    name="${file#openapi/*/}"
    known+=("${name%/run}")
done
for part in "$@"; do
    [[ -n $(program "$part") ]] || { echo "openapi/check.sh: there is no part $part; there are: ${known[*]}" >&2 && exit 2; }
done
[[ $# != 0 ]] || set -- "${known[@]}"

"${CARGO:-cargo}" build --quiet --package prose-sandbox --bin sandbox

failed=()
for part in "$@"; do
    began=$SECONDS
    program="$(program "$part")"
    path="$PATH" why=
    for tool in $(sed -n 's/^\(#\|\/\/\) tools: //p' "$program"); do
        why="${missing[$tool]:-}"
        [[ -z $why ]] && { why="$(bring "$tool")" || missing[$tool]="$why"; }
        [[ -z $why ]] || break
        path="$TOOLS/$tool/node_modules/.bin:$TOOLS/$tool/bin:$path"
    done
    if [[ -n $why ]]; then
        echo "$part was not run: $why"
        continue
    fi
    export WORK="$target/openapi/work/$part"
    rm -rf "$WORK" && mkdir -p "$WORK"
    start_sandboxes
    status=0
    set -o monitor
    PATH="$path" "$program" </dev/null &
    running=$!
    set +o monitor
    wait "$running" || status=$?
    running=
    for sandbox in "${sandboxes[@]}"; do
        kill -0 "$sandbox" 2>/dev/null || { echo "$part: a sandbox has ended" && status=1; }
    done
    stop_sandboxes
    case $status in
        0) echo "$part: nothing found, $((SECONDS - began)) s" ;;
        77) ;;
        *) echo "$part: FOUND SOMETHING, $((SECONDS - began)) s" && failed+=("$part") ;;
    esac
done
if [[ ${#failed[@]} != 0 ]]; then
    echo "openapi: what these found has to be mended: ${failed[*]}" >&2
    exit 1
fi
