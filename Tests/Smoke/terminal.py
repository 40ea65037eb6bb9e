#!/usr/bin/env python3
"""Runs a command in a terminal of so many columns, prints its output, and fails where a line is wider.

Usage: terminal.py COLUMNS COMMAND...
"""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import unicodedata


def width(line):
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


columns = int(sys.argv[1])
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
process = subprocess.Popen(
    sys.argv[2:], stdin=subprocess.DEVNULL, stdout=slave, env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
)
os.close(slave)
output = b""
while True:
    try:
        part = os.read(master, 65536)
    except OSError:  # The terminal is closed at its other end.
        break
    if not part:
        break
    output += part
status = process.wait()
text = output.decode("utf-8", "replace").replace("\r\n", "\n")
sys.stdout.write(text)
wide = [line for line in text.split("\n") if width(line) > columns]
for line in wide:
    print(f"{width(line)} columns of {columns}: {line}", file=sys.stderr)
if text.endswith("\n\n") or not text.endswith("\n"):
    print("the last line is empty or has no end", file=sys.stderr)
    wide.append("")
sys.exit(status or (1 if wide else 0))
