#!/usr/bin/env python3
"""watch.py PROBECTL: `probectl watch` in a real terminal (a pty): it starts, keys and resizes work, and on every way
out the terminal is as it was.

A small emulator keeps what the terminal shows; a sequence that it does not know is a failure.
"""

import contextlib
import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import verdict

PROBECTL = os.path.abspath(sys.argv[1])
with open(PROBECTL, "rb") as file:
    IS_STATIC = b"SWIFT_BACKTRACE" not in file.read() and b"libswiftCore" not in open(PROBECTL, "rb").read()


def check(is_right, what, *details):
    return verdict.check(what, is_right, *details)


class Terminal:
    """A command in a pty of which it is the controlling terminal, and what its screen shows."""

    def __init__(self, *words, columns=80, rows=24, has_shell=False, is_blocking=True, **variables):
        self.columns, self.rows = columns, rows
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("NO_COLOR", "COLORTERM", "LC_ALL", "LC_CTYPE", "LANG")}
        environment.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", **variables})
        self.output, self.unknown, self.colours, self.modes = b"", [], set(), {}
        self.clear()
        own, other = os.pipe()
        ready, start = os.pipe()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.read(ready, 1)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            if has_shell:  # As a shell does: a process group of its own, in the foreground.
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
                child = os.fork()
                if child != 0:
                    os.setpgid(child, child)
                    os.tcsetpgrp(0, child)
                    os.write(other, b"%d" % child)
                    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                os.setpgid(0, 0)
                while os.tcgetpgrp(0) != os.getpid():
                    time.sleep(0.01)
                signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGPIPE, signal.SIGTSTP):
                signal.signal(number, signal.SIG_DFL)
            os.set_blocking(1, is_blocking)
            if IS_STATIC:  # The least stack that README states.
                resource.setrlimit(resource.RLIMIT_STACK, (320 << 10, 320 << 10))
            os.execve(PROBECTL, ["probectl", "watch", *words], environment)
        # The slave stays open, so that its modes can be read when the command has ended.
        number = struct.unpack("I", fcntl.ioctl(self.master, 0x80045430, b"\0\0\0\0"))[0]  # TIOCGPTN
        self.slave = os.open(f"/dev/pts/{number}", os.O_RDWR | os.O_NOCTTY)
        self.before = termios.tcgetattr(self.slave)
        os.write(start, b"x")
        self.watch = int(os.read(own, 20)) if has_shell else self.pid
        for descriptor in (own, other, ready, start):
            os.close(descriptor)
        self.status = None

    def clear(self):
        self.screen = [[" "] * self.columns for _ in range(self.rows)]
        self.row = self.column = 0

    def take(self, data):
        self.output += data
        rest = self.pending + data if hasattr(self, "pending") else data
        self.pending = b""
        while rest:
            if rest[:1] == b"\x1b":
                match = re.match(rb"\x1b\[([?0-9;]*)([@-~])", rest)
                if not match:
                    if len(rest) > 32:
                        self.unknown.append(rest[:16])
                        rest = rest[1:]
                        continue
                    self.pending = rest
                    return
                self.sequence(match.group(1).decode(), match.group(2).decode())
                rest = rest[match.end():]
                continue
            length = 1 if rest[0] < 0x80 else 2 if rest[0] < 0xe0 else 3 if rest[0] < 0xf0 else 4
            if len(rest) < length:
                self.pending = rest
                return
            sign, rest = rest[:length].decode("utf-8", "replace"), rest[length:]
            if sign in "\r\n^C\\Z":
                if sign not in "CZ\\^":  # Written by the terminal for a signal.
                    continue
            if sign < " " or self.column >= self.columns or self.row >= self.rows:
                self.unknown.append((sign, self.row, self.column))
                continue
            self.screen[self.row][self.column] = sign
            self.column += 1

    def sequence(self, numbers, letter):
        if letter in "hl":
            self.modes[numbers] = letter == "h"
            if numbers == "?1049":
                self.clear()
            return
        values = [int(number or 0) for number in numbers.split(";")]
        if letter == "m":
            self.colours.update(value for value in values if value >= 30)
        elif letter == "H":
            self.row, self.column = max(1, values[0]) - 1, (values[1] if len(values) > 1 else 1) - 1
        elif letter == "C":
            self.column += max(1, values[0])
        elif letter == "K":
            self.screen[self.row][self.column:] = [" "] * (self.columns - self.column)
        elif letter == "J":
            self.screen = [[" "] * self.columns for _ in range(self.rows)]
        else:
            self.unknown.append((numbers, letter))

    def read(self, seconds=0.1):
        """Reads what is there; False at the end of the terminal."""
        end = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            if not ready:
                return True
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self.take(data)

    @property
    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.screen)

    def wait_for(self, *words, seconds=10):
        """Waits until the screen has all words, or, for those with a '!' before them, has them not."""
        end = time.monotonic() + seconds
        while True:
            if all((word[1:] not in self.text) if word[0] == "!" else word in self.text for word in words):
                return True
            if time.monotonic() > end or self.ended():
                return False
            self.read(0.05)

    def type(self, text):
        os.write(self.master, text.encode())

    def resize(self, columns, rows):
        self.read(0.2)
        self.columns, self.rows = columns, rows
        self.clear()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
        return self.status is not None

    def wait_for_end(self, seconds=5):
        end = time.monotonic() + seconds
        while not self.ended() and time.monotonic() < end:
            self.read(0.05)
        if self.ended():
            self.read(0.1)
        return self.ended()

    def is_restored(self):
        modes = termios.tcgetattr(self.slave)
        return (modes == self.before and self.modes.get("?1049") is False and self.modes.get("?25") is True
                and self.modes.get("?7") is True and not self.modes.get("?2026", False))

    def close(self):
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)


def started(*words, **options):
    terminal = Terminal(*words, **options)
    check(terminal.wait_for("cpu", "memory", "q quit"), "it starts", words, terminal.text, terminal.output[-300:])
    return terminal


def start_and_keys():
    terminal = started("--interval", "1")
    check(terminal.wait_for("COMMAND", "% ["), "the first rates come", terminal.text)
    check(terminal.modes.get("?1049") is True and terminal.modes.get("?25") is False, "the alternate screen")
    local = termios.tcgetattr(terminal.slave)[3]
    check(not local & (termios.ICANON | termios.ECHO), "keys come at once and without an echo")
    for keys, words in [
        ("h", ["Ctrl-L"]), ("x", ["!Ctrl-L", "COMMAND"]), ("\x1bOP", ["Ctrl-L"]), (" ", ["!Ctrl-L"]),
        ("M", ["sort: memory"]), ("I", ["sort: io", "READ", "WRITE"]), ("P", ["sort: cpu", "!READ "]),
        ("\x1b[C", ["sort: memory"]), ("t", ["sort: tree"]), ("t", ["!sort: tree"]),
        ("/", ["filter: _", "Enter: apply"]), ("probectl\r", ["/ filter: probectl"]),
        ("\x1b", ["!filter: probectl"]), ("/usr=x\r", ["did you mean 'user'"]), ("\x1b", ["!usr", "q quit"]),
        ("c", ["CGROUP", "c processes"]), ("\t", ["COMMAND", "c cgroups"]),
        ("p", ["PAUSED"]), ("p", ["!PAUSED"]), ("+", ["every 2 s"]), ("-", ["every 1 s"]), ("\x1b[6~", ["COMMAND"]),
    ]:
        terminal.type(keys)
        check(terminal.wait_for(*words), f"the key {keys!r} shows {words}", "\n" + terminal.text)
    shown = terminal.text
    terminal.type("p")
    terminal.wait_for("PAUSED")
    terminal.clear()
    terminal.type("\x0c")
    check(terminal.wait_for("COMMAND", "cpu", "q quit"), "Ctrl-L draws all of it again", terminal.text, shown)
    check(not terminal.unknown, "only known sequences are written", terminal.unknown[:5])
    terminal.close()


def resizes():
    terminal = started("--interval", "1")
    for columns, rows in [(120, 40), (200, 60), (300, 100), (80, 24), (40, 10), (20, 4), (1, 1), (100, 30)]:
        terminal.resize(columns, rows)
        if columns >= 30:
            end = time.monotonic() + 10
            while "q quit" not in terminal.text.split("\n")[-1] and time.monotonic() < end:
                terminal.read(0.05)
            check("q quit" in terminal.text.split("\n")[-1] and "COMMAND" in terminal.text,
                  f"at {columns}x{rows}", "\n" + terminal.text)
        else:
            terminal.read(0.5)
            check(columns < 20 or "too" in terminal.text, f"at {columns}x{rows}", terminal.text)
    check(not terminal.unknown, "nothing is written outside of the screen", terminal.unknown[:5])
    terminal.type("q")
    check(terminal.wait_for_end() and terminal.is_restored(), "it ends after resizes")
    terminal.close()


def ends():
    ways = [("q", None, 0), ("\x1b[21~", None, 0), ("\x03", None, 0)]
    ways += [("", number, 0) for number in (signal.SIGTERM, signal.SIGINT)]
    ways += [("", number, number) for number in (
        signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT, signal.SIGSEGV, signal.SIGILL, signal.SIGTRAP, signal.SIGUSR1)]
    for keys, number, status in ways:
        terminal = started("--interval", "0.2")
        terminal.read(0.3)
        if number is None:
            terminal.type(keys)
        else:
            os.kill(terminal.pid, number)
        name = repr(keys) if number is None else number.name
        if check(terminal.wait_for_end(), f"{name} ends it"):
            got = terminal.status & 0x7f or os.waitstatus_to_exitcode(terminal.status)
            check(got == status, f"the status after {name}", got, status)
            check(terminal.is_restored(), f"the terminal after {name}", terminal.modes)
        terminal.close()


def stops():
    terminal = started("--interval", "1", has_shell=True)

    def is_stopped():
        with open(f"/proc/{terminal.watch}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "T"

    def wait_for_stop():
        end = time.monotonic() + 5
        while time.monotonic() < end and not is_stopped():
            terminal.read(0.05)
        terminal.read(0.1)
        return is_stopped()

    for way in ("\x1a", signal.SIGTSTP):
        terminal.type(way) if isinstance(way, str) else os.kill(terminal.watch, way)
        if check(wait_for_stop(), f"{way!r} stops it"):
            check(terminal.is_restored(), "the terminal of a stopped watch", terminal.modes)
        os.kill(terminal.watch, signal.SIGCONT)
        check(terminal.wait_for("cpu", "COMMAND", "q quit"), "it goes on after a stop", terminal.text)
        local = termios.tcgetattr(terminal.slave)[3]
        check(not local & (termios.ICANON | termios.ECHO) and terminal.modes.get("?1049") is True,
              "the terminal is taken again")
    # SIGSTOP cannot be caught; a shell sets the modes meanwhile.
    os.kill(terminal.watch, signal.SIGSTOP)
    check(wait_for_stop(), "SIGSTOP stops it")
    termios.tcsetattr(terminal.slave, termios.TCSANOW, terminal.before)
    terminal.clear()
    os.kill(terminal.watch, signal.SIGCONT)
    check(terminal.wait_for("cpu", "COMMAND", "q quit"), "it draws again after SIGSTOP", terminal.text)
    check(not termios.tcgetattr(terminal.slave)[3] & termios.ICANON, "the modes are set again after SIGSTOP")
    terminal.type("q")
    check(terminal.wait_for_end() and terminal.is_restored(), "it ends after stops", terminal.modes)
    terminal.close()

    # Without a shell nothing would continue it: it does not stop.
    terminal = started("--interval", "1")
    os.kill(terminal.pid, signal.SIGTSTP)
    terminal.read(0.5)
    terminal.type("M")
    check(terminal.wait_for("sort: memory"), "it does not stop where nothing could continue it", terminal.text)
    terminal.close()


def lost_terminals():
    # Another program made it non-blocking: a whole screen does not fit at once.
    terminal = started("--interval", "0.1", columns=300, rows=100, is_blocking=False)
    for _ in range(20):
        terminal.type("\x0c" * 5)
        time.sleep(0.05)
    terminal.read(0.5)
    check(not terminal.ended() and terminal.wait_for("COMMAND", "q quit"), "a non-blocking terminal", terminal.text)
    check(not terminal.unknown, "nothing is lost on a non-blocking terminal", terminal.unknown[:3])
    terminal.close()

    terminal = started("--interval", "0.2")
    os.close(terminal.slave)
    os.close(terminal.master)
    end = time.monotonic() + 5
    while not terminal.ended() and time.monotonic() < end:
        time.sleep(0.05)
    check(terminal.ended(), "it ends when its terminal is gone")
    terminal.close()

    # A terminal that takes nothing any more, as after Ctrl-S.
    terminal = started("--interval", "0.1", columns=200, rows=60)
    for _ in range(400):
        terminal.type("h")
        time.sleep(0.005)
    os.kill(terminal.pid, signal.SIGTERM)
    end = time.monotonic() + 5
    while not terminal.ended() and time.monotonic() < end:
        time.sleep(0.05)
    check(terminal.ended(), "it ends although the terminal takes nothing")
    check(termios.tcgetattr(terminal.slave) == terminal.before, "the modes of a terminal that takes nothing")
    terminal.close()


def slow_terminal():
    # A kilobyte a second, as over a bad line, and whole screens to draw.
    terminal = started("--interval", "0.2", columns=200, rows=60)

    def drain(seconds, keys=""):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not terminal.ended():
            time.sleep(0.05)
            terminal.type(keys)
            if select.select([terminal.master], [], [], 0)[0]:
                terminal.take(os.read(terminal.master, 51))

    drain(25, "\x0c")
    before = len(terminal.output)
    terminal.type("p")
    paused = terminal.wait_for("PAUSED")
    terminal.read(1)
    waiting = len(terminal.output) - before
    # A pty holds up to 64 KiB; a screen that is being written and the next one can be on their way.
    check(paused and waiting < 128 << 10, "a slow terminal: what waits to be shown", waiting)
    shown = terminal.text
    terminal.clear()
    terminal.type("\x0c")
    check(terminal.wait_for("PAUSED", "COMMAND", "q quit"), "a slow terminal is drawn again", terminal.text)
    terminal.read(1)
    check(terminal.text == shown, "the screen after a slow time", "\n" + shown, "\n" + terminal.text)
    check(not terminal.unknown, "nothing is lost on a slow terminal", terminal.unknown[:3])
    terminal.type("p")
    drain(20, "\x0c")
    terminal.type("q")
    drain(15)
    check(terminal.ended() and terminal.status == 0, "q ends it on a slow terminal", terminal.status)
    terminal.read(1)
    check(terminal.is_restored(), "the terminal after a slow time", terminal.modes)
    print(f"{waiting} bytes waited on a slow terminal")
    terminal.close()


def kinds_of_terminals():
    for words, variables, has_colours, is_ascii in [
        ([], {}, True, False), ([], {"NO_COLOR": "1"}, False, False), ([], {"TERM": "vt100"}, False, False),
        (["--color", "16"], {}, True, False), (["--color=never"], {}, False, False), (["--ascii"], {}, True, True),
        ([], {"LANG": "C"}, True, True), ([], {"LC_ALL": "C"}, True, True),
        ([], {"LC_ALL": "", "LC_CTYPE": "en_US.utf8", "LANG": "C"}, True, False),
    ]:
        terminal = started("--interval", "0.3", *words, **variables)
        terminal.wait_for("% [")
        name = f"{words} {variables}"
        check(bool(terminal.colours) == has_colours, f"colours with {name}", terminal.colours)
        if words == ["--color", "16"]:
            check(38 not in terminal.colours, "16 colours are not those of 256", terminal.colours)
        check(all(byte < 0x80 for byte in terminal.output) == is_ascii, f"ASCII with {name}")
        check(not terminal.unknown, f"known sequences with {name}", terminal.unknown[:5])
        terminal.close()


def traffic():
    terminal = started("--interval", "1", columns=160, rows=50)
    terminal.read(2.5)
    before = len(terminal.output)
    terminal.read(5)
    each = (len(terminal.output) - before) / 5
    check(each < 8000, "bytes a second", each)
    print(f"{each:.0f} bytes a second at 160x50")
    terminal.close()


def refusals():
    def run(**options):
        return subprocess.run([PROBECTL, "watch"], text=True, capture_output=True, timeout=20, **options)

    result = run(stdin=subprocess.DEVNULL)
    check(result.returncode == 1 and "standard output is not a terminal" in result.stderr
          and "sample --interval" in result.stderr and not result.stdout, "a pipe is refused", result)
    for term in ("dumb", ""):
        terminal = Terminal(TERM=term)
        check(terminal.wait_for_end(), f"TERM={term} ends")
        output = terminal.output.decode()
        check(terminal.ended() and os.waitstatus_to_exitcode(terminal.status) == 1 and "\x1b" not in output
              and "sample --interval" in output, f"TERM={term} is refused", output)
        terminal.close()


for part in (start_and_keys, resizes, ends, stops, lost_terminals, slow_terminal, kinds_of_terminals, traffic, refusals):
    part()
verdict.finish("watch")
