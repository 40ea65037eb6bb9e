#!/usr/bin/env python3
"""sockets.py PROBECTL: holds the section protocols to nstat, in a network namespace of its own.

The namespace has known traffic on lo, and nothing moves while both read: every counter has to be equal.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time

import fields

passed = failed = skipped = 0
probectl = os.path.abspath(sys.argv[-1])


def check(what, holds, detail=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"failed: {what} {detail}")


def finish():
    print(f"sockets: {passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(failed != 0)


def read(*sections):
    text = subprocess.run([probectl, "sample", "--interval", "0", "--json", "--only", ",".join(sections)],
                          capture_output=True, check=True).stdout
    return json.loads(text)


def addresses():
    yield socket.AF_INET, "127.0.0.1"
    if os.path.exists("/proc/net/if_inet6") and open("/proc/net/if_inet6", encoding="utf-8").read():
        yield socket.AF_INET6, "::1"


def make_traffic():
    """Connections that end in several ways, an accept queue that overflows, and datagrams that arrive or not."""
    for family, address in addresses():
        listener = socket.create_server((address, 0), family=family, backlog=50)
        pairs = []
        for index in range(20):
            client = socket.create_connection(listener.getsockname()[:2])
            client.sendall(b"x" * 100000 * (index % 3) + b"y")
            pairs.append((client, listener.accept()[0]))
        for index, (client, server) in enumerate(pairs):
            first, second = (client, server) if index % 2 else (server, client)
            first.close()
            second.close()
        receiver, sender = (socket.socket(family, socket.SOCK_DGRAM) for _ in range(2))
        receiver.bind((address, 0))
        for _ in range(7):
            sender.sendto(b"x", receiver.getsockname())
        for _ in range(3):
            try:
                sender.sendto(b"x", (address, 9))
            except ConnectionRefusedError:
                pass
        full = socket.create_server((address, 0), family=family, backlog=1)
        late = [socket.socket(family, socket.SOCK_STREAM) for _ in range(6)]
        for client in late:
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        time.sleep(1.5)  # The SYN of those that are not accepted is sent again.
        for item in [*late, full, listener, receiver, sender]:
            item.close()
    time.sleep(0.2)


# For each record: its place in the section, and what nstat writes before the kernel's name.
RECORDS = [("tcp_ext", "tcp_ext", "TcpExt"), ("tcp_fast_open", "tcp_fast_open", "TcpExt"),
           ("tcp_signature", "tcp_signature", "TcpExt"), ("ip_ext", "ip_ext", "IpExt"),
           ("ip6", "ip6", "Ip6"), ("icmp6", "icmp6", "Icmp6"), ("udp", "udp6", "Udp6"),
           ("udp", "udplite6", "UdpLite6")]


def counters(section):
    """The counters of the section by nstat's names."""
    tables = fields.tables()
    for record, place, prefix in RECORDS:
        for field in tables[record]:
            value = section[place][field["name"]]
            if value is not None:
                yield prefix + field["key"], value // 10**6 if field["printed"] == "ms" else value


def compare_counters():
    section = read("protocols")["protocols"]
    text = subprocess.run(["nstat", "-asz", "--json"], capture_output=True, check=True,
                          env={**os.environ, "NSTAT_HISTORY": "/dev/null"}).stdout
    kernel = json.loads(text)["kernel"]
    ours = dict(counters(section))
    wanted = {name: value for name, value in kernel.items()
              if name.startswith(("TcpExt", "IpExt", "Ip6", "Icmp6", "Udp6", "UdpLite6")) and "Type" not in name}
    for name in sorted(ours.keys() | wanted.keys()):
        check(name, ours.get(name) == wanted.get(name), f"{ours.get(name)} {wanted.get(name)}")
    check("some of them count something", sum(1 for value in ours.values() if value) > 20)
    print(f"{len(ours)} counters beside nstat")
    with open("/proc/net/sockstat6", encoding="utf-8") as file:
        lines = [line.split() for line in file]
    names = {"TCP6:": "tcp6_sockets", "UDP6:": "udp6_sockets", "UDPLITE6:": "udplite6_sockets",
             "RAW6:": "raw6_sockets", "FRAG6:": "fragments6"}
    for words in lines:
        check(words[0], section[names[words[0]]] == int(words[2]))
    for field, name in ("conntrack_entries", "nf_conntrack_count"), ("conntrack_max", "nf_conntrack_max"):
        path = f"/proc/sys/net/netfilter/{name}"
        wanted = int(open(path, encoding="utf-8").read()) if os.path.exists(path) else None
        check(field, section[field] == wanted, f"{section[field]} {wanted}")


def inside():
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    make_traffic()
    compare_counters()


if sys.argv[1] == "--inside":
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    inside()
    finish()
for tool in "nstat", "ip", "ss":
    if shutil.which(tool) is None:
        skipped += 1
        print(f"skipped: {tool} is not installed")
        finish()
if os.getuid() != 0 or subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode != 0:
    skipped += 1
    print("skipped: a network namespace needs root")
    finish()
os.execvp("unshare", ["unshare", "-n", sys.executable, os.path.abspath(__file__), "--inside", probectl])
