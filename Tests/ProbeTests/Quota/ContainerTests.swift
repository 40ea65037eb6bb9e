import Testing

@testable import Probe

@Suite("The container runtime of invented machines", .needsLinux)
struct ContainerTests {
    func container(_ files: [String: String], cgroup: String = "0::/\n") throws -> Quota.Container?
    {
        try Invented.quota(Invented.v2(files, cgroup: cgroup)).container
    }

    @Test("Each runtime by its trace, which is named")
    func traces() throws {
        #expect(try container([:]) == nil)
        let docker = try container(["/.dockerenv": ""])
        #expect(docker == Quota.Container(runtime: .docker, evidence: "/.dockerenv"))
        #expect(try container(["/run/.containerenv": "engine=podman\n"])?.runtime == .podman)
        #expect(try container(["/run/systemd/container": "lxc\n"])?.runtime == .lxc)
        let nspawn = try container(["/proc/1/environ": "PATH=/bin\0container=systemd-nspawn\0"])
        #expect(nspawn?.runtime == .systemdNspawn)
        #expect(nspawn?.evidence == "container= in /proc/1/environ")
        #expect(try container(["/proc/1/environ": "container=rkt\0"])?.runtime == .other)
        #expect(try container(["/proc/1/environ": "xcontainer=lxc\0"]) == nil)
        let wsl = try container([
            "/proc/sys/kernel/osrelease": "5.15.167.4-microsoft-standard-WSL2\n"
        ])
        #expect(wsl?.runtime == .wsl)
    }

    @Test("Kubernetes comes before the runtime that it uses, also in a cgroup namespace")
    func kubernetes() throws {
        let mount = "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
        let pod = try Invented.quota(
            Invented.v2(
                ["/.dockerenv": ""], cgroup: "0::/\n",
                mount: mount
                    + "41 30 8:1 /var/lib/kubelet/pods/12-34/etc-hosts /etc/hosts rw - ext4 /dev/sda1 rw\n"
            ))
        #expect(pod.container?.runtime == .kubernetes)
        #expect(pod.container?.evidence == "the source of a mount in /proc/self/mountinfo")
        let path = try container(["/run/.containerenv": ""], cgroup: "0::/kubepods/pod1/x\n")
        #expect(path?.runtime == .kubernetes)
        let docker = try Invented.quota(
            Invented.v2(
                cgroup: "0::/\n",
                mount: mount
                    + "41 30 8:1 /var/lib/docker/containers/0a/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n"
            ))
        #expect(docker.container?.runtime == .docker)
    }

    @Test("Evidence that cannot be read is reported if nothing else shows a container")
    func unread() throws {
        let tree = try Invented.v2(cgroup: "0::/\n")
        try tree.makeFolder("/run/.containerenv")  // Not a file: it cannot be read.
        let none = try Invented.quota(tree)
        #expect(none.container == nil)
        #expect(none.failures.contains { $0.source == "/run/.containerenv" })
        try tree.write("/.dockerenv", "")
        let docker = try Invented.quota(tree)
        #expect(docker.container?.runtime == .docker)
        #expect(!docker.failures.contains { $0.source == "/run/.containerenv" })
    }
}
