#!/usr/bin/env python3
"""scrub.py DIR [NAME...]: takes out of a captured tree what identifies a machine or a person.

Replaced, each by the same stand-in wherever it occurs, in texts and in the names of files and
directories: UUIDs; hexadecimal ids of 12 digits and more (containers, machine-id); hardware
addresses, also within names (enx...); in mountinfo the hosts, addresses, users and domains of network
mounts; the servers that kernel threads are named after; the people of /home and of passwd, these also in
command lines and the names of control groups; who built the kernel; and each NAME given, such as the
host's own. Texts
stay of the same form, so that they are parsed as before. The report on stderr says what was found.
"""

import os
import re
import sys

UUID = re.compile(rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
# systemd writes the dashes of a UUID as underscores in the names of units.
UNIT_UUID = re.compile(rb"[0-9a-f]{8}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{4}_[0-9a-f]{12}")
HEX_ID = re.compile(rb"(?<![0-9a-zA-Z])(?=[0-9]*[a-f])[0-9a-f]{12,}(?![0-9a-zA-Z])")
MAC_NAME = re.compile(rb"\b(enx|wlx|wwx)[0-9a-f]{12}\b")
MAC = re.compile(rb"\b(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}\b")
HOME = re.compile(rb"(/home/|/Users/)([^/\s,:]+)")
BUILDER = re.compile(rb"^(Linux version \S+ )\([^()]*@[^()]*\)")
OPTION = re.compile(rb"\b((?:user(?:name)?|domain|addr|clientaddr|mountaddr|cruid|unc|mon_addr|name)=)([^,\s]+)")
HOST_SOURCE = re.compile(rb"( - (?:nfs4?|ceph|glusterfs|lustre|fuse\.sshfs|fuse\.glusterfs) )([^\s:/]+)(:)")
SHARE_SOURCE = re.compile(rb"( - (?:cifs|smb3|smbfs) //)(\S+)")
# The threads of a network file system's client are named after its server: 10.1.2.3-manager.
ADDRESS = re.compile(
    rb"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])|(?<=[(\t])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,}"
)
PERSON = re.compile(rb"^([^:\n]+):[^:]*:(?:[1-9][0-9]{3}|[1-5][0-9]{4}):", re.MULTILINE)
NETWORK_LINE = re.compile(rb" - (?:nfs4?|cifs|smb3|smbfs|ceph|glusterfs|lustre|9p|fuse\.\S+) ")


class Scrubber:
    def __init__(self, names):
        self.names = [os.fsencode(name) for name in names if name]
        self.people = []
        self.known = {}
        self.counts = {}

    def stand_in(self, kind, found, form):
        """The same thing for the same bytes: form(n) for the n-th of its kind."""
        key = (kind, found.lower())
        if key not in self.known:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.known[key] = form(self.counts[kind])
        return self.known[key]

    def text(self, text, name=b""):
        """A text, or a file's name. `name` is that of the file that the text is of."""
        def replace(pattern, kind, form, group=0):
            nonlocal text

            def with_stand_in(match):
                whole, found = match.group(0), match.group(group)
                start = match.start(group) - match.start(0)
                new = self.stand_in(kind, found, lambda n: form(n, found))
                return whole[:start] + new + whole[start + len(found):]

            text = pattern.sub(with_stand_in, text)

        replace(UUID, "UUID", lambda n, _: b"00000000-0000-4000-8000-%012x" % n)
        replace(UNIT_UUID, "UUID of a unit", lambda n, _: b"00000000_0000_4000_8000_%012x" % n)
        replace(MAC_NAME, "interface named by its address", lambda n, old: old[:3] + b"02000000%04x" % n)
        replace(MAC, "hardware address", lambda n, _: b"02:00:00:00:00:%02x" % (n % 256))
        # An "a" in front, so that a stand-in is found to be one. The masks of status are no ids, nor
        # are the addresses of smaps_rollup.
        if name not in (b"status", b"smaps_rollup"):
            replace(HEX_ID, "hexadecimal id", lambda n, old: b"a" + b"%0*x" % (len(old) - 1, n))
        replace(HOME, "home directory", lambda n, _: b"user%d" % n, 2)
        for own in self.names:
            replace(re.compile(rb"(?<![\w-])" + re.escape(own) + rb"(?![\w-])"), "name", lambda n, _: b"host%d" % n)
        if name in (b"passwd", b"cmdline", b"cgroup"):
            for person in self.people:
                whole = re.compile(rb"(?<![\w-])" + re.escape(person) + rb"(?![\w-])")
                replace(whole, "home directory", lambda n, _: b"user%d" % n)
        if name in (b"stat", b"status", b"cmdline"):
            replace(ADDRESS, "address", lambda n, _: b"192.0.2.%d" % (n % 256))
        if name == b"mountinfo":
            lines = text.split(b"\n")
            for index, line in enumerate(lines):
                if NETWORK_LINE.search(line):
                    text = line
                    replace(HOST_SOURCE, "server", lambda n, _: b"server%d" % n, 2)
                    replace(SHARE_SOURCE, "share", lambda n, _: b"server/share%d" % n, 2)
                    replace(OPTION, "option of a network mount", lambda n, _: b"scrubbed%d" % n, 2)
                    lines[index] = text
            text = b"\n".join(lines)
        return BUILDER.sub(rb"\1(builder@host)", text)


def main():
    if len(sys.argv) < 2 or not os.path.isdir(sys.argv[1]):
        sys.exit(__doc__.strip().splitlines()[0])
    scrubber = Scrubber(sys.argv[2:])
    root = os.fsencode(sys.argv[1])
    passwd = os.path.join(root, b"etc/passwd")
    if os.path.isfile(passwd):
        with open(passwd, "rb") as file:
            scrubber.people = PERSON.findall(file.read())
    for folder, folders, files in os.walk(root, topdown=False):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                continue
            with open(path, "rb") as file:
                before = file.read()
            after = scrubber.text(before, name)
            if after != before:
                with open(path, "wb") as file:
                    file.write(after)
        for name in sorted(files + folders):
            new = scrubber.text(name)
            if new != name:
                os.rename(os.path.join(folder, name), os.path.join(folder, new))
    for kind, count in sorted(scrubber.counts.items()):
        print(f"scrub.py: {count} of kind {kind}", file=sys.stderr)


main()
