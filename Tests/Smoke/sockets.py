#!/usr/bin/env python3
"""sockets.py PROBECTL: holds the sections protocols, connections and routing, and lists of sockets, to nstat, ss, ip
and tc, in network namespaces of its own.

A namespace has known traffic or known sockets on lo, and nothing moves while both read: every number has to be equal.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time

import fields
from verdict import check, finish, skip

probectl = os.path.abspath(sys.argv[-1])


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
           ("tcp_signature", "tcp_signature", "TcpExt"), ("mptcp", "mptcp", "MPTcpExt"),
           ("ip_ext", "ip_ext", "IpExt"),
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
    for place, prefix in ("icmp_types", "IcmpMsg"), ("icmp6_types", "Icmp6"):
        for count in section[place] or []:
            for key, direction in ("received", "In"), ("sent", "Out"):
                if count[key]:
                    yield f"{prefix}{direction}Type{count['type']}", count[key]


def compare_counters():
    section = read("protocols")["protocols"]
    text = subprocess.run(["nstat", "-asz", "--json"], capture_output=True, check=True,
                          env={**os.environ, "NSTAT_HISTORY": "/dev/null"}).stdout
    kernel = json.loads(text)["kernel"]
    ours = dict(counters(section))
    wanted = {name: value for name, value in kernel.items()
              if name.startswith(("TcpExt", "MPTcpExt", "IpExt", "Ip6", "Icmp6", "Udp6", "UdpLite6")) or
              name.startswith("IcmpMsg") and value}
    for name in sorted(ours.keys() | wanted.keys()):
        check(name, ours.get(name) == wanted.get(name), f"{ours.get(name)} {wanted.get(name)}")
    check("some of them count something", sum(1 for value in ours.values() if value) > 20)
    check("types of ICMP are counted", ours["IcmpMsgInType3"] == ours["IcmpMsgOutType3"] > 0)
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


# The states of ss, and ours.
STATES = {"ESTAB": "established", "SYN-SENT": "syn_sent", "SYN-RECV": "syn_received", "FIN-WAIT-1": "fin_wait1",
          "FIN-WAIT-2": "fin_wait2", "TIME-WAIT": "time_wait", "UNCONN": "closed", "CLOSE-WAIT": "close_wait",
          "LAST-ACK": "last_ack", "LISTEN": "listen", "CLOSING": "closing"}


def make_sockets():
    """Sockets in most states, two accept queues that hold connections, and one that is full."""
    kept = []
    for family, address in addresses():
        listener = socket.create_server((address, 0), family=family, backlog=64)
        pairs = []
        for _ in range(8):
            client = socket.create_connection(listener.getsockname()[:2])
            pairs.append((client, listener.accept()[0]))
        pairs[0][0].sendall(b"x" * 500)  # Never read.
        pairs[1][1].setblocking(False)
        try:
            while True:
                pairs[1][1].send(b"y" * 65536)
        except BlockingIOError:
            pass
        pairs[3][0].close()  # FIN-WAIT-2, and CLOSE-WAIT at the other side.
        pairs[4][1].close()
        for client, server in pairs[5:7]:
            client.close()
            time.sleep(0.05)
            server.close()
        kept += [listener, pairs]
        for backlog, clients in (4, 3), (1, 2):
            waiting = socket.create_server((address, 0), family=family, backlog=backlog)
            kept += [waiting, [socket.create_connection(waiting.getsockname()[:2]) for _ in range(clients)]]
        late = socket.socket(family, socket.SOCK_STREAM)
        late.setblocking(False)
        late.connect_ex(waiting.getsockname())
        kept.append(late)
    if len(kept) > 7 and socket.has_dualstack_ipv6():
        both = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        kept += [both, socket.create_connection(("127.0.0.1", both.getsockname()[1])), both.accept()]
    time.sleep(0.3)
    return kept


def compare_states():
    section = read("connections")["connections"]
    for version, name in (4, "tcp"), (6, "tcp6"):
        text = subprocess.run(["ss", "-Htan", f"-{version}"], capture_output=True, check=True, text=True).stdout
        lines = [line.split() for line in text.splitlines()]
        for words in lines:
            words[1], words[2] = int(words[1]), int(words[2])
        ours = section[name]
        for word, key in STATES.items():
            wanted = sum(1 for words in lines if words[0] == word)
            check(f"{name} {key}", ours[key] == wanted, f"{ours[key]} {wanted}")
        queues = [words for words in lines if words[0] == "LISTEN"]
        others = [words for words in lines if words[0] != "LISTEN"]
        for key, wanted in [("accept_queued", sum(words[1] for words in queues)),
                            ("full_accept_queues", sum(1 for words in queues if words[1] > words[2])),
                            ("receive_queued_bytes", sum(words[1] for words in others)),
                            ("send_queued_bytes", sum(words[2] for words in others))]:
            check(f"{name} {key}", ours[key] == wanted, f"{ours[key]} {wanted}")
        print(f"{len(lines)} {name} sockets beside ss")
    for version, name in (4, "udp"), (6, "udp6"):
        text = subprocess.run(["ss", "-Huan", f"-{version}"], capture_output=True, check=True, text=True).stdout
        lines = [line.split() for line in text.splitlines()]
        theirs = {"connected": sum(words[0] == "ESTAB" for words in lines),
                  "unconnected": sum(words[0] == "UNCONN" for words in lines),
                  "receive_queued_bytes": sum(int(words[1]) for words in lines),
                  "send_queued_bytes": sum(int(words[2]) for words in lines)}
        if version == 6 and section[name]["connected"] is None:
            theirs = dict.fromkeys(theirs)
        check(f"{name} beside ss", section[name] == theirs, f"{section[name]} {theirs}")
        print(f"{name}: {theirs} beside ss")
    check("sockets of UDP in all that was made", section["udp"]["connected"] >= 1 and section["udp"]["unconnected"] >= 1
          and section["udp"]["receive_queued_bytes"] >= 100)
    check("sockets in all that was made", section["tcp"]["time_wait"] == 2 and section["tcp"]["full_accept_queues"] == 1)


def make_other_sockets():
    """Sockets of UDP, and Unix sockets of each type, with and without names, a queue of unread bytes, and a name that is not text."""
    kept = [socket.socketpair(socket.AF_UNIX, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM,
                                                                 socket.SOCK_SEQPACKET)]
    kept[0][0].sendall(b"x" * 300)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(b"\0probe\0\xffname")
    listener.listen(7)
    clients = [socket.socket(socket.AF_UNIX) for _ in range(2)]
    for client in clients:
        client.connect(b"\0probe\0\xffname")
    bound = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    bound.bind(f"/tmp/probe sockets {os.getpid()}")
    kept += [listener, clients, bound, listener.accept()]
    for family, address in addresses():
        datagrams = socket.socket(family, socket.SOCK_DGRAM)
        datagrams.bind((address, 0))
        connected = socket.socket(family, socket.SOCK_DGRAM)
        connected.connect(datagrams.getsockname()[:2])
        connected.send(b"x" * 100)
        kept += [datagrams, connected]
    return kept


def run_sockets(*arguments):
    text = subprocess.run([probectl, "sockets", *arguments, "--json"], capture_output=True, check=True).stdout
    return json.loads(text)


def remove_port(text):
    return text.rsplit(":", 1)


def listed_by_ss(*arguments):
    return [line.split() for line in subprocess.run(["ss", "-Hnap", *arguments], capture_output=True, check=True, text=True,
                                                    errors="surrogateescape").stdout.splitlines()]


def owners_of(words):
    """The pids that ss writes."""
    return {int(part.split(",")[0]) for word in words if word.startswith("users:") for part in word.split("pid=")[1:]}


def compare_list():
    document = run_sockets("--tcp", "--udp", "--unix")
    check("no failures", document["failures"] == [], f"{document['failures']}")
    for transport in "tcp", "udp":
        for family, version in ("ipv4", "-4"), ("ipv6", "-6"):
            ours = sorted((item["state"], item["receive_queue"], item["send_queue"], item["local_port"],
                           item["remote_port"] or 0, item["local_address"], item["pid"] or 0)
                          for item in document["sockets"]
                          if (item["transport"], item["family"]) == (transport, family))
            theirs = []
            for words in listed_by_ss(f"-{transport[0]}", version):
                local, remote = remove_port(words[3]), remove_port(words[4])
                address = local[0].strip("[]").split("%")[0]
                address = ("0.0.0.0" if family == "ipv4" else "::") if address == "*" else address
                pids = owners_of(words)
                theirs.append((STATES[words[0]], int(words[1]), int(words[2]), int(local[1]),
                               0 if remote[1] == "*" else int(remote[1]), address, min(pids, default=0)))
            check(f"{transport} {family} beside ss", ours == sorted(theirs), f"{ours} {sorted(theirs)}")
            print(f"{len(ours)} {transport} {family} sockets in the list beside ss")
    inode = {}
    for words in listed_by_ss("-x"):
        users = [word for word in words if word.startswith("users:")]
        rest = words[:-1] if users else words
        # kind, state, queues, name, inode, "*", peer; a name may have blanks.
        inode[int(rest[-3])] = (rest[0], STATES[rest[1]], int(rest[2]), int(rest[3]), " ".join(rest[4:-3]),
                                int(rest[-1]), min(owners_of(words), default=0))
    kinds = {"stream": "u_str", "datagram": "u_dgr", "seqpacket": "u_seq"}
    ours = {}
    for item in document["unix_sockets"]:
        name = bytes.fromhex(item["name_hex"]).decode(errors="surrogateescape") if "name_hex" in item else item["name"]
        ours[item["inode"] or 0] = (kinds[item["kind"]], item["state"], item["receive_queue"], item["send_queue"],
                                    name or "*", item["peer_inode"] or 0, item["pid"] or 0)
    for number in sorted(set(ours) | set(inode)):
        check(f"unix {number}", ours.get(number) == inode.get(number), f"{ours.get(number)} {inode.get(number)}")
    check("some of them have names", sum(1 for item in ours.values() if item[4] != "*") >= 3)
    print(f"{len(ours)} unix sockets beside ss")
    # What the options choose.
    listening = run_sockets("--listen", "--tcp")["sockets"]
    check("--listen", len(listening) == len(listed_by_ss("-tl")) and listening, f"{listening}")
    port = listening[0]["local_port"]
    chosen = run_sockets("--port", str(port), "--state", "established,listen")["sockets"]
    wanted = [words for words in listed_by_ss("-t") if words[0] in ("ESTAB", "LISTEN")
              and str(port) in (remove_port(words[3])[1], remove_port(words[4])[1])]
    check("--port and --state", len(chosen) == len(wanted) and chosen, f"{chosen} {wanted}")
    check("--limit", len(run_sockets("--limit", "2")["sockets"]) == 2)
    # The own sockets of this process, by its descriptors.
    pid = os.getpid()
    part = json.loads(subprocess.run([probectl, "process", str(pid), "--sockets", "-i", "0", "--json"], capture_output=True,
                                     check=True).stdout)["process"]["sockets"]
    links = set()
    for descriptor in os.listdir(f"/proc/{pid}/fd"):
        try:
            link = os.readlink(f"/proc/{pid}/fd/{descriptor}")
        except FileNotFoundError:
            continue
        if link.startswith("socket:["):
            links.add(int(link[8:-1]))
    found = {item["inode"] for item in part["sockets"] + part["unix_sockets"]}
    check("process --sockets", found == links and len(links) > 30 and part["failures"] == [], f"{found ^ links}")


def compare_why():
    """A queue that overflows while `why` measures."""
    measuring = subprocess.Popen([probectl, "why", "--window", "3", "--json"], stdout=subprocess.PIPE)
    time.sleep(1)
    full = socket.create_server(("127.0.0.1", 0), backlog=1)
    late = [socket.socket() for _ in range(6)]
    for client in late:
        client.setblocking(False)
        client.connect_ex(full.getsockname())
    found = json.loads(measuring.communicate()[0])["findings"]
    drops = [finding for finding in found if finding["kind"] == "listen_drops"]
    check("why finds listen drops", len(drops) == 1 and drops[0]["measured"]["value"] > 0.5, f"{found}")


# A network with what routes, neighbours and qdiscs can be. The packets to 192.0.2.7 have a state of IPsec to find, and
# there is none.
NETWORK = """
ip link add a0 type veth peer name a1
ip link set a0 address 02:00:00:00:00:0a up
ip link set a1 address 02:00:00:00:00:0b up
ip address add 192.0.2.2/24 dev a0
ip address add 198.51.100.2/24 dev a1
ip route add default via 192.0.2.1 dev a0 metric 100
ip route add default via 198.51.100.1 dev a1 metric 200
ip route add 203.0.113.0/25 nexthop via 192.0.2.1 dev a0 weight 3 nexthop via 198.51.100.1 dev a1 weight 1
ip route add blackhole 10.100.0.0/16
ip route add unreachable 10.101.0.0/16 metric 50
ip route add prohibit 10.102.0.0/16
ip route add throw 10.103.0.0/16
ip route add 10.104.0.0/16 via 192.0.2.1 table 77
ip neighbour add 192.0.2.1 lladdr 02:00:00:00:00:01 dev a0 nud permanent
ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 dev a0 nud permanent
ip neighbour add 192.0.2.8 lladdr 02:00:00:00:00:08 dev a0 nud stale
ip neighbour add 192.0.2.10 lladdr 02:00:00:00:00:10 dev a0 nud noarp
ip neighbour add proxy 192.0.2.99 dev a0
tc qdisc add dev a0 root handle 7: pfifo limit 50
tc qdisc add dev a1 root handle 5: pfifo limit 0
tc qdisc add dev a0 clsact
"""
NETWORK6 = """
ip address add 2001:db8:1::2/64 dev a0 nodad
ip route add default via 2001:db8:1::1 dev a0 metric 1024
ip route add 2001:db8:2::/48 nexthop via 2001:db8:1::1 dev a0 weight 2 nexthop via fe80::5 dev a1 weight 5
ip route add unreachable 2001:db8:3::/48
ip route add 2001:db8:4::/48 via 2001:db8:1::1 dev a0 table 77
ip route add 203.0.113.128/26 via inet6 fe80::1 dev a0
ip neighbour add 2001:db8:1::9 lladdr 02:00:00:00:00:09 dev a0 nud permanent
"""


def make_network():
    """False if the kernel has no veth."""
    lines = NETWORK.strip().splitlines()
    if subprocess.run(lines[0].split(), stderr=subprocess.DEVNULL).returncode != 0:
        return False
    lines += NETWORK6.strip().splitlines() if len(list(addresses())) > 1 else []
    for line in lines[1:]:
        subprocess.run(line.split(), check=True)
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for address in ["192.0.2.7"] * 40 + ["198.51.100.255"] * 3 + ["192.0.2.60"]:
        try:
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sender.sendto(b"x" * 900, (address, 9))
        except OSError:
            pass  # The qdisc of a1 has no space.
    policy = "ip xfrm policy add dir out dst 192.0.2.7 tmpl src 192.0.2.2 dst 192.0.2.7 proto esp mode transport"
    if subprocess.run(policy.split(), stderr=subprocess.DEVNULL).returncode == 0:
        try:
            sender.sendto(b"x", ("192.0.2.7", 9))
        except OSError:
            pass
    time.sleep(0.5)
    return True


def of_tool(*words):
    return json.loads(subprocess.run(words, capture_output=True, check=True, text=True).stdout or "[]")


def routes_of_ip(version):
    """Each next hop of the main table, as ip(8) has it."""
    for route in of_tool("ip", "-j", f"-{version}", "-d", "route", "show", "table", "main"):
        destination, _, bits = route["dst"].partition("/")
        if destination == "default":
            destination, bits = ("0.0.0.0" if version == 4 else "::"), "0"
        for hop in route.get("nexthops", [route]):
            gateway = hop.get("gateway", hop.get("via", {}).get("host"))
            yield (f"ipv{version}", route.get("type", "unicast"), destination, int(bits or (32 if version == 4 else 128)),
                   gateway, hop.get("dev"), route.get("metric", 0), hop.get("weight") if "nexthops" in route else None)


def compare_routing():
    if not make_network():
        print("no veth: routes are not compared")
        return
    for attempt in range(3):
        section = read("routing")["routing"]
        neighbours = of_tool("ip", "-j", "neighbour")
        qdiscs = of_tool("tc", "-j", "-s", "qdisc")
        theirs = sorted((item["dst"], item["dev"], item.get("lladdr"), item["state"][0].lower()) for item in neighbours)
        ours = sorted(((item["address"], item["interface"], item["link_address"], item["state"])
                       for item in section["neighbours"]))
        if ours == theirs:
            break  # Otherwise one changed its state meanwhile.
    check("neighbours beside ip", ours == theirs and len(ours) > 3, f"{ours} {theirs}")
    routes = [(item["family"], item["type"], item["destination"], item["prefix_bits"], item["gateway"], item["interface"],
               item["metric"], item["weight"]) for item in section["routes"]]
    theirs = [route for version in (4, 6) for route in routes_of_ip(version)]
    check("routes beside ip", routes == theirs and len(routes) > 9, f"{routes} {theirs}")
    keys = [("sent_bytes", "bytes"), ("sent_packets", "packets"), ("drops", "drops"), ("overlimits", "overlimits"),
            ("requeues", "requeues"), ("backlog_bytes", "backlog"), ("backlog_packets", "qlen")]
    ours = [(item["interface"], item["kind"], item["handle"], item["parent"], *(item[key] for key, _ in keys))
            for item in section["qdiscs"]]
    theirs = [(item["dev"], item["kind"], item["handle"], "root" if item.get("root") else item["parent"],
               *(item[key] for _, key in keys)) for item in qdiscs]
    check("qdiscs beside tc", ours == theirs, f"{ours} {theirs}")
    check("a qdisc that sent and one that dropped", any(item["sent_packets"] >= 40 for item in section["qdiscs"])
          and any(item["drops"] >= 3 for item in section["qdiscs"]), f"{ours}")
    path = "/proc/net/xfrm_stat"
    lines = [line.split() for line in open(path, encoding="utf-8")] if os.path.exists(path) else []
    theirs = {words[0]: int(words[1]) for words in lines}
    for field in fields.tables()["xfrm"]:
        check(field["key"], section["xfrm"][field["name"]] == theirs.pop(field["key"], None))
    if theirs:
        print(f"xfrm_stat has more: {sorted(theirs)}")
    drivers = {item["interface"]: item for item in section["drivers"]}
    check("the driver of a veth", drivers.get("a0", {}).get("name") == "veth" and "lo" not in drivers, f"{drivers}")
    check("no failures", not any(item["section"] == "routing" for item in read("routing").get("failures", [])))
    text = subprocess.run([probectl, "sample", "-i", "0", "--only", "routing"], capture_output=True, check=True, text=True).stdout
    check("the text begins with a gateway", text.splitlines()[0].split()[:4] == ["routes", "default", "via", "192.0.2.1"], text)
    dropped = sum(value or 0 for value in section["xfrm"].values())
    print(f"{len(routes)} routes, {len(section['neighbours'])} neighbours, {len(qdiscs)} qdiscs, {dropped} packets dropped by "
          "IPsec beside ip and tc")


def inside():
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    make_traffic()
    compare_counters()
    sockets = [make_sockets(), make_other_sockets()]
    compare_states()
    compare_list()
    os.unlink(f"/tmp/probe sockets {os.getpid()}")
    del sockets
    compare_why()
    compare_routing()


if sys.argv[1] == "--inside":
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    inside()
    finish("sockets")
for tool in "nstat", "ip", "ss", "tc":
    if shutil.which(tool) is None:
        skip(f"{tool} is not installed")
        finish("sockets")
if os.getuid() != 0 or subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode != 0:
    skip("a network namespace needs root")
    finish("sockets")
os.execvp("unshare", ["unshare", "-n", sys.executable, os.path.abspath(__file__), "--inside", probectl])
