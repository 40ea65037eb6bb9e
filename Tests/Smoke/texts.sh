#!/bin/bash
# What is installed besides the command: the C library with its headers and pkg-config file, the manual page, the
# completions of shells; and that nothing of it is left after `make uninstall`.
# Usage: texts.sh [PROBECTL]     (with it: each word that a completion offers is one that the command takes)
set -u
cd "$(dirname "$0")/../.." || exit 1
probectl=${1:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
is() { # NAME EXPECTED FOUND
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL: %s\n' "$1"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -n 20
    fi
}
has() { # TOOL
    command -v "$1" >/dev/null && return
    skipped=$((skipped + 1))
    echo "skipped: $1 is not installed"
    false
}
version=$(sed -n 's/^let version = "\(.*\)"/\1/p' Sources/probectl/Probectl.swift)
soname=$(sed -n 's/^CORE_SONAME = //p' Makefile)
help() { awk -v make="$1" -v version=0 -f Packaging/help.awk Sources/probectl/Help.swift; }

# To a directory whose name has a blank, in which others have files already.
root="$work/a root"
mkdir -p "$root/opt/include" "$root/opt/bin"
touch "$root/opt/include/other.h" "$root/opt/bin/probectl"
make -s install-core install-texts DESTDIR="$root" PREFIX=/opt >"$work/log" 2>&1
is "install" "0 " "$? $(head "$work/log")"
is "files under a temporary name" "" "$(find "$root" -name '*.new')"
share=$root/opt/share
for file in lib/libcprobe.a lib/libcprobe.so "lib/$soname" include/CProbe.h include/cprobe/open.h \
    lib/pkgconfig/cprobe.pc share/man/man1/probectl.1 share/bash-completion/completions/probectl \
    share/zsh/site-functions/_probectl share/fish/vendor_completions.d/probectl.fish; do
    is "$file" "there" "$([ -s "$root/opt/$file" ] && echo there)"
done
is "all headers" "$(cd Sources/CProbe/include && find . -name '*.h' | sort)" \
    "$(cd "$root/opt/include" && find . -name '*.h' ! -name other.h | sort)"

# A program by what pkg-config says.
if has pkg-config && has cc; then
    flags=$(PKG_CONFIG_PATH=$root/opt/lib/pkgconfig pkg-config --cflags --libs cprobe)
    is "pkg-config" "-I/opt/include -L/opt/lib -lcprobe" "$(echo $flags)"
    echo '#include <CProbe.h>
int main(void) { return cprobe_collector_bytes() == 0; }' >"$work/use.c"
    cc -std=c11 "$work/use.c" -I"$root/opt/include" -L"$root/opt/lib" -lcprobe -Wl,-rpath,"$root/opt/lib" \
        -o "$work/use" && "$work/use"
    is "a program with the installed library" 0 $?
fi

# An upgrade: nothing remains of the earlier version with this soname, and the library of another soname does.
touch "$root/opt/lib/libcprobe.so.0.0.9" "$root/opt/lib/libcprobe.so.99.1" "$root/opt/include/cprobe/earlier.h"
ln -sfn libcprobe.so.0.0.9 "$root/opt/lib/$soname"
ln -s libcprobe.so.99.1 "$root/opt/lib/libcprobe.so.99"
make -s install-core DESTDIR="$root" PREFIX=/opt >"$work/log" 2>&1
is "an upgrade" "0 " "$? $(head "$work/log")"
is "the libraries after it" "libcprobe.so $soname libcprobe.so.$version libcprobe.so.99 libcprobe.so.99.1" \
    "$(cd "$root/opt/lib" && LC_ALL=C && echo libcprobe.so*)"
is "the soname after it" "libcprobe.so.$version" "$(readlink "$root/opt/lib/$soname")"
is "the headers after it" "" "$(find "$root" -name earlier.h)"
# Uninstalling another version removes this one.
touch "$root/opt/lib/libcprobe.so.0.0.9"

# The manual has every option and every command.
manual=$share/man/man1/probectl.1
missing=$(help table | while read -r command option _; do
    [ "$option" = --json ] || [ "$option" = --help ] || grep -qF -- "${option//-/\\-}" "$manual" || echo "$option"
    grep -qF ".SS probectl $command" "$manual" || echo "$command"
done)
is "the manual has every option" "" "$missing"
if has mandoc; then
    is "the manual is right" "" "$(mandoc -Tlint -Wwarning "$manual" | grep -v "missing date")"
    is "its first section" "probectl - reports how this machine and this container are doing" \
        "$(mandoc -Tutf8 "$manual" | sed "s,.\x08,,g" | sed -n '/^NAME/{n;s/^ *//;s/–/-/;p}')"
fi
printf '%s\n' '    private static let all = """' '        probectl reads.' '' "        .it' 'it" "        'it" '        """' >"$work/help"
is "a line that begins as a request of roff" "\\&.it' 'it \\&'it" \
    "$(echo $(awk -v make=man -f Packaging/help.awk "$work/help" | grep "it"))"

# Each option that a command takes, by its sources, is in its help, from which the rest is made; and no other.
taken=$(awk '
    # case "sample": return try SampleOptions.parse(&line)
    match($0, /case "[a-z]+": return try [A-Za-z]+\.parse/) {
        split(substr($0, RSTART, RLENGTH), part, /[". ]+/)
        command[part[6]] = part[2]
    }
    /^(struct|enum|extension) / { type = $2; sub(/:$/, "", type) }
    type == "Pace" && !/static let options/ { next }
    /Pace\.options/ { shares[type, "Pace"] = 1 }
    /MetricsChoice\.options/ { shares[type, "MetricsChoice"] = 1 }
    {
        while (match($0, /"--[a-z-]+"/)) {
            names[type] = names[type] " " substr($0, RSTART + 1, RLENGTH - 2)
            $0 = substr($0, RSTART + RLENGTH)
        }
    }
    END {
        for (type in command) {
            all = names[type]
            for (other in names) if ((type, other) in shares) all = all names[other]
            if (all ~ / --format/ && all !~ / --output/) all = all " --json"
            count = split(all, name, " ")
            for (at = 1; at <= count; at++) print command[type], name[at]
        }
    }' Sources/probectl/{*,Watch/*}.swift | sort -u)
is "the commands that have options" "$(help table | awk '{print $1}' | sort -u)" "$(awk '{print $1}' <<<"$taken" | uniq)"
is "the options of each command" "$taken" "$(help table | awk '{print $1, $2}' | sort -u)"
is "options that are listed twice" "" "$(help table | awk '{print $1, $2}' | sort | uniq -d)"

# bash: as its readline calls it.
complete_bash() { # WORD...
    bash -c '
        source "$0"
        function=$(complete -p probectl | sed "s/.*-F \([^ ]*\).*/\1/")
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        "$function"
        echo ${COMPREPLY[*]-}' "$share/bash-completion/completions/probectl" "$@"
}
is "bash: a command" "sample sockets serve" "$(complete_bash probectl s)"
is "bash: a command once" "help" "$(complete_bash probectl h)"
is "bash: an option" "--per-cpu" "$(complete_bash probectl sample --pe)"
is "bash: a value" "json" "$(complete_bash probectl sample --format j)"
is "bash: a value by its letter" "text json shell" "$(complete_bash probectl quota -f '')"
is "bash: an option in the text of another" "--count" "$(complete_bash probectl quota --cou)"
is "bash: its value" "" "$(complete_bash probectl quota -n '')"
is "bash: a value after =" "json" "$(complete_bash probectl sample --format = j)"
is "bash: an empty value after =" "floor ceil nearest" "$(complete_bash probectl quota --round =)"
is "bash: the next of a list" "cpu,memory,gpu" "$(complete_bash probectl sample --only cpu,memory,g)"
is "bash: the sections of export" "cpu cgroups connections" "$(complete_bash probectl export --only c)"
mkdir "$work/dir one"
is "bash: a directory" "$work/dir one" "$(complete_bash probectl sample --root "$work/dir")"
is "bash: a process" "self" "$(complete_bash probectl process sel)"
is "bash: a topic" "quota" "$(complete_bash probectl help q)"
is "bash: an unknown command" "" "$(complete_bash probectl nothing --)"
is "bash: an option's own text" "" "$(complete_bash probectl processes --filter a)"

if has fish; then
    complete_fish() { # LINE
        HOME=$work XDG_CONFIG_HOME=$work fish --no-config -c "source '$share/fish/vendor_completions.d/probectl.fish'
            complete -C '$1'" | cut -f 1 | sort | tr '\n' ' '
    }
    is "fish: a command" "sample serve sockets " "$(complete_fish 'probectl s')"
    is "fish: an option" "--per-cpu " "$(complete_fish 'probectl sample --pe')"
    is "fish: a value" "json " "$(complete_fish 'probectl sample --format j')"
    is "fish: the next of a list" "cpu,gpu " "$(complete_fish 'probectl sample --only cpu,g')"
    is "fish: a topic" "process processes " "$(complete_fish 'probectl help proc')"
    is "fish: an option of a command, which is not one of help" "--threads | " \
        "$(complete_fish 'probectl process --th')| $(complete_fish 'probectl help process --th')"
    is "fish: one topic" "" "$(complete_fish 'probectl help process ')"
fi
if has zsh; then
    # In a terminal of its own, as its reader types it.
    complete_zsh() { # LINE
        zsh -f -c 'zmodload zsh/zpty
            zpty shell "TERM=dumb PS1=\"> \" zsh -f -i"
            zpty -w shell "fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste; LISTMAX=0"
            zpty -w shell "bindkey \"^I\" complete-word; _said() { print -r -- \"<\$BUFFER>\"; BUFFER=; }; zle -N _said; bindkey \"^X\" _said"
            zpty -w shell "print -r -- READY\$((1+1))"
            zpty -r -m shell text "*READY2*"
            zpty -n -w shell "$2"$'"'\\t\\x18'"'
            zpty -r -m shell text "*<*>*" && print -r -- "$text"' zsh "$share/zsh/site-functions" "$1" 2>/dev/null |
            tr -d '\r' | sed -nE 's/.*<(.*)>.*/\1/p' | tail -n 1
    }
    is "zsh: the file" "" "$(zsh -n "$share/zsh/site-functions/_probectl" 2>&1)"
    is "zsh: a command" "probectl capabilities " "$(timeout 30 bash -c "$(declare -f complete_zsh); share='$share'; complete_zsh 'probectl cap'")"
    is "zsh: an option" "probectl sample --per-cpu " "$(timeout 30 bash -c "$(declare -f complete_zsh); share='$share'; complete_zsh 'probectl sample --pe'")"
    is "zsh: an option that can be repeated" "probectl processes --filter a --filter " "$(timeout 30 bash -c "$(declare -f complete_zsh); share='$share'; complete_zsh 'probectl processes --filter a --fil'")"
    is "zsh: an option that cannot" "probectl processes --sort pid --so" "$(timeout 30 bash -c "$(declare -f complete_zsh); share='$share'; complete_zsh 'probectl processes --sort pid --so'")"
    is "zsh: a value" "probectl sample --format json " "$(timeout 30 bash -c "$(declare -f complete_zsh); share='$share'; complete_zsh 'probectl sample --format j'")"
fi

# The command takes what the completions offer.
if [ -n "$probectl" ]; then
    while read -r command option letter kind words; do
        set -- $words
        case $kind in
        flag) ;;
        words | list) is "$command $option has words" "yes" "$([ $# -gt 0 ] && echo yes)" ;;
        *) continue ;;
        esac
        argument=() status=0
        [ "$command" != process ] || argument=(self)
        [ "$command" != check ] || status=3 # With --help, a plugin has checked nothing.
        for word in "${@:-}"; do
            [ "$option" != --help ] || word=
            "$probectl" "$command" "${argument[@]}" "$option" ${word:+"$word"} --help >/dev/null 2>"$work/error"
            is "probectl $command $option $word" "$status " "$? $(cat "$work/error")"
            [ "$letter" = - ] || {
                "$probectl" "$command" "${argument[@]}" "$letter" ${word:+"$word"} --help >/dev/null 2>"$work/error"
                is "probectl $command $letter $word" "$status " "$? $(cat "$work/error")"
            }
        done
    done < <(help table)
    # The others it does not know, but for --version, which each command takes. A value and --help behind them, so that none of them begins to run.
    for command in $(help table | cut -d ' ' -f 1 | uniq); do
        argument=()
        [ "$command" != process ] || argument=(self)
        known=$(help table | awk -v of="$command" '$1 == of && $2 != "--version" {print $2}' | sort)
        is "the options of probectl $command" "$known" "$(help table | awk '$2 != "--version" {print $2}' | sort -u | while read -r option; do
            [ "$option" = --json ] && value= || value==1
            "$probectl" "$command" "${argument[@]}" "$option$value" --help 2>&1 | grep -qF "unknown option '$option'" ||
                echo "$option"
        done)"
    done
fi

make -s uninstall DESTDIR="$root" PREFIX=/opt >/dev/null
is "what uninstall leaves" "./opt/include/other.h" "$(cd "$root" && find . ! -type d)"
is "its own directory" "" "$(find "$root" -name cprobe)"

echo "texts: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
