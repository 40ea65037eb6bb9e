#!/usr/bin/env python3
"""words.py: the English of comments, texts and documents, and the width of their lines.
words.py --self-test: only the check of the check, which every run begins with.

Prints FILE:LINE: word: advice. A word is looked for in comments, in string literals and in documents;
the names of C and Swift code have a shorter list of their own. And where the samples of Sources/CProbe/format are from.
"""

import fnmatch
import os
import re
import subprocess
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

# A regular expression without its word boundaries, and what to write instead.
WORDS = [
    ("tells?|telling|told", "report, show, pass, return; 'shared' of a value"),
    ("stands?|standing|stood", "is, remains, or the exact verb"),
    ("who(?:ever)? asks|the one who asked", "the caller, or the user"),
    ("what is of", "name the values"),
    (r"(?<!user\x20)nobody(?!:)", "no process, no caller, nothing; 'user nobody' is fine"),
    ("dear(?:er|est|ly)?", "expensive"),
    ("(?:is|are|was|were|be) said", "is reported, is documented"),
    ("(?:was|were) (?:not )?asked|is asked (?:for|of)", "requested, queried, called"),
    ("by itself|by themselves", "alone, or leave out"),
    ("all the same", "still, nevertheless"),
    ("(?:and|or) the like", "name the others, or 'such as' before the list"),
    ("may (?:not|never) come back", "may block"),
    ("no more as|not any more as", "stale, out of date"),
    ("kept(?=\\s*[.,;:)])", "cached, kept open, retained"),
    ("(?:no|enough|more|has|without|little) room|room (?:for|of|in)", "buffer, capacity, space"),
    ("for ever", "forever"),
]
# Parts of names, in lower case, as snake_case and camelCase have them.
NAMES = [
    ("tells?|told", "shared, reported"),
    ("stands?|stood", "is, remains"),
    ("was asked", "requested"),
    ("dear", "expensive"),
    ("room", "capacity, buffer"),
]
# Of the C core and the documents: the three kinds of group have names of their own.
CORE_WORDS = [
    ("(?:the|a|an|own|this|that|its|each|every|no|one|another|parent|whose) groups?(?! ids?)",
     "cgroup, process group, or field set"),
]
DOCUMENT_WORDS = [("control groups?", "cgroup")]
# What is true of one machine or of one way of working only.
OWN = [
    (r"/work/|/tmp/(?:brief|w)/|bash_jobs|artifactory", "a path or a host of one machine"),
    (r"\b(?:this|another|a later|previous) (?:session|stream|helper session)\b", "how the work was organised"),
    (r"\b[Ii]ssue #?[0-9]+", "explain instead of citing a number"),
]
C_COLUMNS, PROSE_COLUMNS = 100, 120

# Not rewritten yet: these begin the paths that are not held to WORDS, NAMES and the width.
NOT_HELD = """
CHANGELOG.md
Tests/ProbeTests/Live/Children.swift
""".split()
# Made of the schema, whose descriptions are not wrapped.
GENERATED = "Documentation/JSON.md"
# Captures of machines, output of the command, and reports.
NO_PROSE = ("Tests/Fixtures/", "Tests/Golden/", "Tests/Fuzz/corpus", "Tests/Smoke/words.py")

C_LIKE = re.compile(
    r'(?P<text>//[^\n]*|/\*.*?\*/|#?"""(?:.*?)"""|"(?:\\.|[^"\\\n])*")|(?P<code>(?:(?!//|/\*|").)+|.)', re.DOTALL)
SCRIPT = re.compile(
    r'(?P<text>(?:(?<=\s)|\A)#[^\n]*|"""(?:.*?)"""|"(?:\\.|[^"\\])*"|\'[^\'\n]*\')|(?P<code>(?:(?!#|"|\').)+|.)',
    re.DOTALL)
LEADER = re.compile(r"^[ \t]*(?://[/!]?|\*(?!/)|#+)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")


def compile_list(pairs):
    return [(re.compile(r"(?<![\w-])(?:%s)(?![\w-])" % words.replace(" ", r"\s+"), re.IGNORECASE), advice)
            for words, advice in pairs]


WORDS, CORE_WORDS, NAMES = compile_list(WORDS), compile_list(CORE_WORDS), compile_list(NAMES)
DOCUMENT_WORDS = CORE_WORDS + compile_list(DOCUMENT_WORDS)
OWN = [(re.compile(words), advice) for words, advice in OWN]


def blank(text, filler):
    return re.sub(r"\S", filler, text)


def prose_of(text, path):
    """The text with its code blanked, offsets unchanged: what is left are comments and literals."""
    language = C_LIKE if path.endswith((".c", ".h", ".swift")) else SCRIPT
    if not path.endswith((".md", ".json")):
        # A code character becomes NUL, so that no phrase reaches across it.
        text = language.sub(lambda m: m["text"] or blank(m["code"], "\0"), text)
    if not path.endswith((".md", ".json")):
        text = LEADER.sub(lambda m: " " * len(m[0]), text)
    return text


def check(path, text):
    found = []

    def note(offset, word, advice):
        found.append((text.count("\n", 0, offset) + 1, " ".join(word.split()), advice))

    prose = prose_of(text, path)
    more = []
    if path.startswith("Sources/CProbe/"):
        more = CORE_WORDS
    elif path.startswith("Documentation/") or path in ("README.md", "CONTRIBUTING.md"):
        more = DOCUMENT_WORDS
    for pattern, advice in WORDS + more:
        for match in pattern.finditer(prose):
            note(match.start(), match[0], advice)
    for pattern, advice in OWN:
        for match in pattern.finditer(text):
            note(match.start(), match[0], advice)
    if path.endswith((".c", ".h", ".swift")):
        code = C_LIKE.sub(lambda m: m["code"] or blank(m["text"], "\0"), text)
        for name in NAME.finditer(code):
            words = HUMP.sub(" ", name[0])
            for pattern, advice in NAMES:
                if pattern.search(words):
                    note(name.start(), name[0], advice)
    limit = 0
    if path.endswith((".c", ".h")):
        limit = C_COLUMNS
    elif path.endswith(".md") and path != GENERATED:
        limit = PROSE_COLUMNS
    in_block = False
    for number, line in enumerate(text.split("\n"), 1):
        if path.endswith(".md"):
            if line.lstrip().startswith("```"):
                in_block = not in_block
            if in_block or line.startswith("|"):
                continue
        elif line.startswith("//     "):  # A captured sample, or a grammar.
            continue
        if limit and len(line) > limit:
            found.append((number, "%d columns" % len(line), "at most %d" % limit))
    return sorted(found)


def archive(name):
    """The lines of each file of an archive of Tests/Fixtures."""
    files, lines = {}, []
    with open("Tests/Fixtures/" + name, encoding="latin-1") as file:
        for line in file.read().split("\n"):
            if line.startswith("# "):
                lines = files.setdefault(re.sub("^root|( mode 0[0-7]+| -> .*)$", "", line[2:]), [])
            else:
                lines.append(line.rstrip("\\").replace("\\x20", " ").replace("\\x23", "#").rstrip())
    return files


ARCHIVES = {}
SAMPLE = re.compile(r"^// Sample: (?:written by hand\.|captured, ([\w.-]+\.txt): (/\S+))$", re.MULTILINE)


def check_sample(text):
    """What is wrong with the line of a format file that says where its sample is from. Each line of a captured sample
    is one of the files named, but for remarks after two blanks and what "…" leaves out; of a directory, the sample
    has the names of its files and their values. The sample ends where the grammar begins."""
    header = re.match(r"(?://.*\n)+", text)[0]
    claims = SAMPLE.findall(header)
    if not claims:
        return ["no line '// Sample: written by hand.' or '// Sample: captured, ARCHIVE: PATH'"]
    if "" in (archive for archive, _ in claims):
        return [] if len(claims) == 1 else ["written by hand, and captured"]
    known = set()
    for name, path in claims:
        if name not in ARCHIVES:
            ARCHIVES[name] = archive(name)
        for file, lines in ARCHIVES[name].items():
            if fnmatch.fnmatchcase(file, path):
                known.update(lines)
            elif path.endswith("/") and os.path.dirname(file) == path[:-1]:
                known.update(os.path.basename(file) + " " + line for line in lines)
    found, is_block = [], False
    for line in re.split(r"\n//\n", header, maxsplit=1)[-1].split("\n"):
        line = line[2:].rstrip()
        if not line.startswith("     "):
            if line:
                break
            continue
        line = line[5:].rstrip()
        if re.match(r"[\w\" ,]+ += ", line):
            break
        is_block = True
        starts = [line] + [line[:match.start()] for match in re.finditer(r"(?<=\S)  +", line)]
        starts += [re.sub(" +", " ", start.strip()) for start in starts]
        parts = [re.escape(part.rstrip()) for part in re.split("…|\\.\\.\\.", line)]
        if not set(starts) & known and not (len(parts) > 1 and any(re.match(".*".join(parts), each) for each in known)):
            found.append("'%s' is in no file of %s" % (line, ", ".join(" ".join(claim) for claim in claims)))
    return found if is_block else ["no sample"]


def self_test():
    """Texts that must be found, and texts that must pass: a list that matches nothing fails here."""
    bad = [
        ("a.c", "// The kernel is\n// said to know.\nint x;", ["is said"]),
        ("a.c", 'f("It tells more");', ["tells"]),
        ("a.h", "int was_asked_for; bool isTold;", ["was_asked_for", "isTold"]),
        ("a.swift", "/// Who asks\n/// pays.\nlet dearest = 1, roomLeft = 2", ["Who asks", "roomLeft"]),
        ("a.swift", 'let help = """\n  Nobody stands here.\n  """', ["Nobody", "stands"]),
        ("a.md", "What is kept, is kept open.\n" + "x" * 121, ["kept", "121 columns"]),
        ("a.py", 'x = 1  # No room for it.\n"""Who asks."""', ["No room", "Who asks"]),
        ("a.sh", "cd /work/x", ["/work/"]),
        ("a.c", "x" * 101, ["101 columns"]),
        ("README.md", "The group of a control group, by its group id.", ["The group", "control group"]),
        ("Sources/CProbe/a.c", "// The group; its group id, the cgroup, a process group.", ["The group"]),
    ]
    good = [
        ("a.c", "// standard, understand, stand-alone, kept open, storytelling, asked"),
        ("a.c", '// is\nint said; f("is", said);'),
        ("a.c", "int standard_output, toldo, broom, mushroom; // as user nobody"),
        ("a.py", "told = [kept for kept in stands]"),
        ("a.md", "|" + "x" * 200 + "\n```\n" + "y" * 200 + "\n```\nThe rooms of the code; each room."),
    ]
    for path, text, words in bad:
        got = [word for _, word, _ in check(path, text)]
        assert sorted(got) == sorted(words), (path, text, got)
    for path, text in good:
        assert not check(path, text), (path, text, check(path, text))
    ARCHIVES["a.txt"] = {"/proc/a": ["one 1", "  two:  2 3 4"], "/sys/d/e": ["5"]}
    of = "// /proc/a\n// Sample: captured, a.txt: %s\n//\n//     %s\n//\n//     file = line*\n"
    for path, sample, faults in [("/proc/a", "one 1", 0), ("/proc/*", "one 1     a remark", 0), ("/proc/a", "  two:  2 …", 0),
                                 ("/sys/d/", "e   5   a remark", 0), ("/proc/a", "one 2", 1), ("/proc/b", "one 1", 1),
                                 ("/sys/d/", "e 6", 1), ("/proc/a", "two …", 1)]:
        assert len(check_sample(of % (path, sample))) == faults, (path, sample, check_sample(of % (path, sample)))
    assert check_sample("// /proc/a\n//\n//     one 1\n") and not check_sample("// a\n// Sample: written by hand.\n")
    ARCHIVES.clear()


def main():
    self_test()
    if sys.argv[1:] == ["--self-test"]:
        return 0
    files = subprocess.run(
        "git ls-files -co --exclude-standard Sources Tests Benchmarks Documentation .ci *.md Makefile".split(),
        check=True, capture_output=True, text=True).stdout.split("\n")
    count = checked = 0
    everything = "--all" in sys.argv[1:]
    for path in files:
        if (not path.endswith((".c", ".h", ".swift", ".py", ".sh", ".md", ".json", "Makefile", ".ci/run"))
                or path.startswith(NO_PROSE) or not os.path.exists(path)):
            continue
        if not everything and path.startswith(tuple(NOT_HELD)):
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read()
        checked += 1
        for line, word, advice in check(path, text):
            print("%s:%d: %s: %s" % (path, line, word, advice))
            count += 1
        # Without a header: counters.c, whose grammar is in counters.h.
        if re.match(r"Sources/CProbe/format/\w+\.c$", path) and text.startswith("//"):
            for fault in check_sample(text):
                print("%s: %s" % (path, fault))
                count += 1
    print("words: %d files, %d to rewrite" % (checked, count))
    return 1 if count or not checked else 0


sys.exit(main())
