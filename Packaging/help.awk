# Makes the manual page and the completions of shells from the texts of --help (Sources/probectl/Help.swift), which
# are the only description of the commands and options.
# Usage: awk -v make=man|bash|zsh|fish|table -v version=N -f help.awk Sources/probectl/Help.swift

# The texts, each as lines: text[topic, number], lines[topic]; topics in order.
/private static let [a-z]+ = """/ {
    topic = $4
    topics[++topic_count] = topic
    next
}
/^        """/ { topic = "" }
topic != "" { text[topic, ++lines[topic]] = substr($0, 9) }

END {
    for (number = 2; number <= topic_count; number++) parse(topics[number])
    for (number = 1; number <= lines["all"]; number++) parse_summary(text["all", number])
    if (make == "man") man()
    else if (make == "bash") bash()
    else if (make == "zsh") zsh()
    else if (make == "fish") fish()
    else if (make == "table") table()
    else exit 64
}

# "usage: probectl sample [options]         what the machine does now"
function parse_summary(line,    at) {
    sub(/^usage:/, "      ", line)
    if (line !~ /^       probectl /) return
    sub(/^ +/, "", line)
    at = match(line, /   +/)
    if (!at) { synopsis[++synopsis_count] = line; return }
    synopsis[++synopsis_count] = substr(line, 1, at - 1)
    split(line, words, " ")
    if (words[2] ~ /^[a-z]+$/) {
        commands[++command_count] = words[2]
        summary[words[2]] = substr(line, at + RLENGTH)
    }
}

# The options of a topic: "  -i, --interval T  repeat every T", and further lines of the same. Its text can contain
# others with their letters, "until -n, --count N or Ctrl-C", which `sample` describes.
function parse(topic,    number, line, head, parts, count, index_, what, from) {
    for (number = 1; number <= lines[topic]; number++) {
        line = text[topic, number]
        if (line ~ /^  -/) {
            count = ++options[topic]
            head = substr(line, 3)
            # The name and the value end before the first of two blanks, or the name at column 20.
            if (match(head, /  +/)) {
                about[topic, count] = substr(head, RSTART + RLENGTH)
                head = substr(head, 1, RSTART - 1)
            } else {
                about[topic, count] = substr(line, 21)
                head = substr(line, 3, 17)
            }
            sub(/ +$/, "", head)
            shown[topic, count] = head
            letter[topic, count] = ""
            if (head ~ /^-[a-z], /) {
                letter[topic, count] = substr(head, 1, 2)
                head = substr(head, 5)
            }
            split(head, parts, " ")
            option[topic, count] = parts[1]
            value[topic, count] = parts[2]
        } else if (options[topic] && line ~ /^                    / && !closed[topic]) {
            sub(/^ +/, "", line)
            about[topic, options[topic]] = about[topic, options[topic]] " " line
        } else if (options[topic]) {
            closed[topic] = 1
        }
    }
    count = options[topic]
    for (index_ = 1; index_ <= count; index_++) {
        what = about[topic, index_]
        if (what ~ /several/ && value[topic, index_] != "" || what ~ /repeated/) repeats[topic, index_] = 1
        if (what ~ /both can be repeated/) repeats[topic, index_ - 1] = 1
        if (what ~ /also --json/) add(topic, "--json", "the same as --format json")
        while (match(what, /-[a-z], --[a-z-]+ [A-Z]+/)) {
            split(substr(what, RSTART, RLENGTH), parts, /,? /)
            what = substr(what, RSTART + RLENGTH)
            from = named("sample", parts[2])
            add(topic, parts[2], from ? about["sample", from] : "")
            letter[topic, options[topic]] = parts[1]
            value[topic, options[topic]] = parts[3]
        }
    }
    add(topic, "--help", "the options of the command")
}
# An option that has no line of its own.
function add(topic, name, what) {
    option[topic, ++options[topic]] = name
    about[topic, options[topic]] = what
}

# The words that a value can be, by its description: single words between commas.
function choices(topic, number,    what, parts, count, at, word, found, one) {
    one = value[topic, number]
    if (one !~ /^(KEY|LIST|F|R|C|NAMES)$/) return ""
    what = about[topic, number]
    if (option[topic, number] == "--only" && topic != "sample") return choices("sample", named("sample", "--only"))
    gsub(/\([^)]*\)/, "", what)
    gsub(/[;:]/, ",", what)
    gsub(/ or /, ",", what)
    count = split(what, parts, ",")
    for (at = 1; at <= count; at++) {
        word = parts[at]
        gsub(/^ +| +$/, "", word)
        sub(/^or +/, "", word)
        sub(/^and +/, "", word)
        sub(/^of +/, "", word)
        sub(/^in JSON also +/, "", word)
        sub(/ +of these$/, "", word)
        sub(/ with .*$/, "", word)
        if (word ~ /^[a-z0-9][a-z0-9_-]*$/) found = found (found == "" ? "" : " ") word
    }
    return found
}
function named(topic, name,    number) {
    for (number = 1; number <= options[topic]; number++) if (option[topic, number] == name) return number
    return 0
}
# words, list (several words with commas), directory, file, pid, text, or flag.
function kind(topic, number,    one) {
    one = value[topic, number]
    if (one == "") return "flag"
    if (one == "LIST") return "list"
    if (choices(topic, number) != "") return "words"
    if (one == "DIR") return "directory"
    if (one == "FILE") return "file"
    if (one == "PID") return "pid"
    return "text"
}
# Up to the first sign that ends a clause, or to other options.
function clause(what) {
    sub(/,? until -.*$/, "", what)
    sub(/ *[;:(].*$/, "", what)
    return what
}

# A line for each option, for tests: command, option, letter or -, kind, words.
function table(    number, at, command) {
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        for (at = 1; at <= options[command]; at++)
            print command, option[command, at], letter[command, at] == "" ? "-" : letter[command, at], \
                kind(command, at), choices(command, at)
    }
}

# Manual page

function roff(line) {
    gsub(/\\/, "\\e", line)
    gsub(/-/, "\\-", line)
    gsub(/…/, "\\[u2026]", line)
    if (line ~ /^[.']/) line = "\\&" line
    return line
}
function man(    number) {
    print ".\\\" Made from Sources/probectl/Help.swift."
    printf ".TH PROBECTL 1 \"\" \"probe %s\" \"User Commands\"\n", version
    print ".SH NAME"
    line = text["all", 1]
    sub(/^probectl /, "", line)
    sub(/\.$/, "", line)
    print "probectl \\- " roff(line)
    print ".SH SYNOPSIS"
    for (number = 1; number <= synopsis_count; number++) {
        if (number > 1) print ".br"
        print ".B " roff(synopsis[number])
    }
    print ".SH DESCRIPTION"
    for (number = 1; number <= command_count; number++) {
        print ".TP"
        print ".B " roff(commands[number])
        print roff(summary[commands[number]])
    }
    body("all")
    print ".SH COMMANDS"
    for (number = 1; number <= command_count; number++) {
        if (!((commands[number], 1) in text)) continue
        line = text[commands[number], 1]
        sub(/^usage: /, "", line)
        print ".SS " roff(line)
        body(commands[number])
    }
    print ".SH EXIT STATUS"
    paragraph("all", "^status: ")
    print ".SH EXAMPLES"
    for (number = 1; number <= command_count; number++) paragraph(commands[number], "^example: ")
}
# The paragraphs and options of a topic, without usage, and without what has a section of its own.
function body(topic,    number, line, is_new, is_first, at) {
    is_new = 1
    is_first = topic != "all" # Behind a heading there is a paragraph already.
    at = 0
    for (number = 2; number <= lines[topic]; number++) {
        line = text[topic, number]
        if (line ~ /^(usage:|example:)/ || line ~ /^       probectl / || (topic == "all" && line ~ /^status:/)) {
            skipping = 1
            continue
        }
        if (line == "") { is_new = 1; skipping = 0; continue }
        if (skipping && line ~ /^ /) continue
        skipping = 0
        if (line ~ /^  -/ && at < options[topic]) {
            is_first = 0
            print ".TP"
            print ".B " roff(shown[topic, ++at])
            print roff(about[topic, at])
            while (text[topic, number + 1] ~ /^                    /) number++
            is_new = 1
            continue
        }
        if ((is_new || line ~ /^status:/) && !is_first) print ".PP"
        is_new = is_first = 0
        if (line ~ /^  [^ ]/) {
            print ".RS"
            sub(/^ +/, "", line)
            print roff(line)
            print ".RE"
        } else {
            sub(/^ +/, "", line)
            print roff(line)
        }
    }
}
function paragraph(topic, pattern,    number, line) {
    for (number = 1; number <= lines[topic]; number++) {
        line = text[topic, number]
        if (line ~ pattern) {
            sub(pattern, "", line)
            if (topic != "all" && topic != commands[1]) print ".PP"
            print roff(line)
            while (text[topic, number + 1] ~ /^ /) {
                line = text[topic, ++number]
                sub(/^ +/, "", line)
                print roff(line)
            }
        }
    }
}

# Completions

function bash(    number, at, command, names, pattern) {
    print "# Completion of probectl for bash. Made from Sources/probectl/Help.swift."
    print "_probectl() {"
    print "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}"
    print "    local options= kind=flag words= prefix="
    print "    COMPREPLY=()"
    print "    # \"--format=json\" is three words: \"=\" separates words."
    print "    if [[ $word == = ]]; then"
    print "        word="
    print "    elif [[ $before == = && $COMP_CWORD -gt 2 ]]; then"
    print "        before=${COMP_WORDS[COMP_CWORD - 2]}"
    print "    fi"
    names = ""
    for (number = 1; number <= command_count; number++) names = names commands[number] " "
    printf "    if [[ $COMP_CWORD -eq 1 ]]; then\n"
    printf "        COMPREPLY=($(compgen -W \"%s--help --version\" -- \"$word\"))\n        return\n    fi\n", names
    printf "    if [[ $command == help ]]; then\n"
    printf "        [[ $COMP_CWORD -gt 2 ]] || COMPREPLY=($(compgen -W \"%s\" -- \"$word\"))\n        return\n    fi\n", names
    print "    case $command in"
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        if (!options[command]) continue
        names = ""
        for (at = 1; at <= options[command]; at++) names = names (at > 1 ? " " : "") option[command, at]
        printf "    %s) options=\"%s\" ;;\n", command, names
    }
    print "    *) return ;;"
    print "    esac"
    print "    case \"$command $before\" in"
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        for (at = 1; at <= options[command]; at++) {
            if (kind(command, at) == "flag") continue
            pattern = "\"" command " " option[command, at] "\""
            if (letter[command, at] != "") pattern = pattern " | \"" command " " letter[command, at] "\""
            printf "    %s) kind=%s words=\"%s\" ;;\n", pattern, kind(command, at), choices(command, at)
        }
    }
    print "    \"process process\") kind=pid ;;"
    print "    esac"
    print "    case $kind in"
    print "    flag) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;"
    print "    words) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;"
    print "    list)"
    print "        [[ $word != *,* ]] || prefix=${word%,*},"
    print "        COMPREPLY=($(compgen -P \"$prefix\" -W \"$words\" -- \"${word##*,}\"))"
    print "        compopt -o nospace 2>/dev/null"
    print "        ;;"
    print "    directory | file)"
    print "        compopt -o filenames 2>/dev/null"
    print "        local IFS=$'\\n'"
    print "        [[ $kind == file ]] && COMPREPLY=($(compgen -f -- \"$word\")) || COMPREPLY=($(compgen -d -- \"$word\"))"
    print "        ;;"
    print "    pid) COMPREPLY=($(compgen -W \"self $(cd /proc 2>/dev/null && echo [0-9]*)\" -- \"$word\")) ;;"
    print "    esac"
    print "}"
    print "complete -F _probectl probectl"
}

function zsh_text(line) {
    gsub(/'/, "'\\''", line)
    gsub(/\[/, "\\[", line)
    gsub(/\]/, "\\]", line)
    gsub(/:/, "\\:", line)
    return line
}
function zsh(    number, at, command, names, action, one) {
    print "#compdef probectl"
    print "# Completion of probectl for zsh. Made from Sources/probectl/Help.swift."
    print "_probectl() {"
    print "    local -a commands"
    print "    commands=("
    for (number = 1; number <= command_count; number++)
        printf "        '%s:%s'\n", commands[number], zsh_text(summary[commands[number]])
    print "    )"
    print "    if (( CURRENT == 2 )); then"
    print "        _describe command commands"
    print "        return"
    print "    fi"
    print "    local command=$words[2]"
    print "    shift words"
    print "    (( CURRENT -= 1 ))"
    print "    case $command in"
    print "    help) _describe command commands ;;"
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        if (!options[command]) continue
        printf "    %s)\n        _arguments", command
        for (at = 1; at <= options[command]; at++) {
            one = kind(command, at)
            action = ""
            if (one == "words") action = ":" value[command, at] ":(" choices(command, at) ")"
            else if (one == "list") action = ":" value[command, at] ":_values -s , " value[command, at] " " choices(command, at)
            else if (one == "directory") action = ":DIR:_files -/"
            else if (one == "file") action = ":FILE:_files"
            else if (one == "pid") action = ":PID:_pids"
            else if (one != "flag") action = ":" zsh_text(value[command, at]) ":"
            # What can be repeated is offered again.
            names = "'" (repeats[command, at] ? "*" : "") option[command, at]
            if (letter[command, at] != "")
                names = "'(" letter[command, at] " " option[command, at] ")'{" letter[command, at] "," \
                    option[command, at] "}'"
            printf " \\\n            %s[%s]%s'", names, zsh_text(clause(about[command, at])), action
        }
        if (command == "process") printf " \\\n            ':PID:_pids'"
        printf "\n        ;;\n"
    }
    print "    esac"
    print "}"
    print "if [ \"$funcstack[1]\" = _probectl ]; then"
    print "    _probectl \"$@\""
    print "else"
    print "    compdef _probectl probectl"
    print "fi"
}

function fish_text(line) {
    gsub(/'/, "\\'", line)
    return line
}
function fish(    number, at, command, names, one) {
    print "# Completion of probectl for fish. Made from Sources/probectl/Help.swift."
    print "complete -c probectl -f"
    print "complete -c probectl -n __fish_use_subcommand -l help -d 'the commands'"
    print "complete -c probectl -n __fish_use_subcommand -l version -d 'the version'"
    # "probectl help process" is not the command process.
    print "function __probectl_command"
    print "    set -l words (commandline -opc)"
    print "    test (count $words) -gt 1; and test $words[2] = $argv[1]"
    print "end"
    print "function __probectl_topic"
    print "    __probectl_command help; and test (count (commandline -opc)) -eq 2"
    print "end"
    names = ""
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        names = names (number > 1 ? " " : "") command
        printf "complete -c probectl -n __fish_use_subcommand -a %s -d '%s'\n", command, fish_text(summary[command])
    }
    printf "complete -c probectl -n __probectl_topic -a '%s'\n", names
    for (number = 1; number <= command_count; number++) {
        command = commands[number]
        for (at = 1; at <= options[command]; at++) {
            one = kind(command, at)
            printf "complete -c probectl -n '__probectl_command %s'", command
            if (letter[command, at] != "") printf " -s %s", substr(letter[command, at], 2)
            printf " -l %s", substr(option[command, at], 3)
            if (one == "words") printf " -x -a '%s'", choices(command, at)
            else if (one == "list") printf " -x -a \"(__fish_append , %s)\"", choices(command, at)
            else if (one == "directory") printf " -x -a '(__fish_complete_directories)'"
            else if (one == "file") printf " -r -F"
            else if (one == "pid") printf " -x -a '(__fish_complete_pids)'"
            else if (one != "flag") printf " -x"
            printf " -d '%s'\n", fish_text(clause(about[command, at]))
        }
    }
    print "complete -c probectl -n '__probectl_command process' -a '(__fish_complete_pids)'"
}
