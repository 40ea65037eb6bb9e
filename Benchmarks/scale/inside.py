#!/usr/bin/env python3
"""Makes a situation in namespaces of its own, which the caller gave it, and becomes a command there.

    inside.py mounts N DIRECTORY COMMAND...       N file systems and binds
    inside.py refused N DIRECTORY COMMAND...      N file systems that the command may not ask
    inside.py interfaces N COMMAND...             N interfaces with lo
    inside.py group DIRECTORY,... COMMAND...      a member of these control groups
"""

import ctypes
import os
import subprocess
import sys

libc = ctypes.CDLL(None, use_errno=True)
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
NOBODY = 65534


def mount(source, target, kind, flags=0, options=None):
    data = None if options is None else options.encode()
    if libc.mount(source.encode(), target.encode(), kind.encode(), flags, data) != 0:
        error = ctypes.get_errno()
        sys.exit(f"inside: mount of {target}: {os.strerror(error)}")


def mounts(count, directory):
    """Every second a file system of its own, every other a bind of the one before."""
    mount("none", "/", "", MS_REC | MS_PRIVATE)
    mount("scale", directory, "tmpfs", 0, "nr_inodes=0")
    for index in range(count - 1):
        point = f"{directory}/{index}"
        os.mkdir(point)
        if index % 2 == 0:
            mount("scale", point, "tmpfs", 0, "size=1M,nr_inodes=100")
        else:
            mount(f"{directory}/{index - 1}", point, "none", MS_BIND)


def refused(count, directory):
    mounts(count, directory)
    os.chmod(directory, 0o700)
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def units():
    """Commands of ip that make one interface or two each, as hosts of containers have them: bridges
    of two ports, the peers of these, and the devices on top of them."""
    unit = 0
    while True:
        yield 1, [f"link add b{unit} type bridge", f"link set b{unit} up"]
        for side in "xy":
            port, end = f"p{unit}{side}", f"e{unit}{side}"
            yield 2, [f"link add {port} type veth peer name {end}",
                      f"link set {port} master b{unit}", f"link set {port} up",
                      f"link set {end} up"]
            yield 1, [f"link add m{unit}{side} link {end} type macvlan mode bridge"]
        unit += 1


def interfaces(count):
    # Addresses that are tried out would be news for seconds.
    with open("/proc/sys/net/ipv6/conf/default/disable_ipv6", "w") as file:
        file.write("1")
    lines, there, unit = ["link set lo up"], 1, units()
    while there < count:
        more, commands = next(unit)
        if there + more > count:
            more, commands = 1, ["link add last type bridge"]
        lines += commands
        there += more
    subprocess.run(["ip", "-batch", "-"], input="\n".join(lines), text=True, check=True)


def group(directories):
    for directory in directories.split(","):
        with open(f"{directory}/cgroup.procs", "w") as file:
            file.write("0")


def main():
    what, arguments = sys.argv[1], sys.argv[2:]
    if what in ("mounts", "refused"):
        {"mounts": mounts, "refused": refused}[what](int(arguments[0]), arguments[1])
        command = arguments[2:]
    elif what == "interfaces":
        interfaces(int(arguments[0]))
        command = arguments[1:]
    else:
        group(arguments[0])
        command = arguments[1:]
    os.execvp(command[0], command)


main()
