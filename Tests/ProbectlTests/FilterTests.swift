import Testing

@testable import Probe
@testable import probectl

@Suite("Filters of processes")
struct FilterTests {
    /// The pids of three processes that these filters let through.
    private func pids(_ words: String...) throws -> [Int32] {
        var table = ProcessTable()
        for (pid, parent, name, line, state, group) in [
            (1, 0, "init", "/sbin/init\0--Quiet\0", ProcessState.sleeping, "/init.scope"),
            (7, 1, "nginx", "nginx: worker\0", .diskSleep, "/system.slice/nginx.service"),
            (9, 7, "Nginx", "NGINX -g\0", .zombie, "/system.slice/other.service"),
        ] as [(Int32, Int32, String, String, ProcessState, String)] {
            var process = ProcessSnapshot()
            (process.pid, process.parentPid, process.state) = (pid, parent, state)
            (process.name, process.commandLine) = (KernelName(name), KernelName(line))
            (process.cgroup, process.uid) = (KernelName(group), UInt32(pid))
            table.processes.append(process)
        }
        var users = UserNames()
        users.names = [7: KernelName("www")]
        let choice = ProcessChoice(order: .pid, filters: try words.map { try ProcessFilter($0) })
        let list = ProcessList(table, nil, choice, users: users) { _ in table.processes[0] }
        #expect(list.matching == list.rows.count)
        return list.rows.map(\.process.pid)
    }

    @Test("Each key looks where it says, whatever the case of letters")
    func keys() throws {
        #expect(try pids("nginx") == [7, 9] && pids("QUIET") == [1] && pids("nothing") == [])
        #expect(try pids("name=init") == [1] && pids("name=quiet") == [])
        #expect(try pids("command=-g") == [9] && pids("command=sbin/init --quiet") == [1])
        #expect(try pids("user=www") == [7] && pids("user=9") == [9] && pids("user=ww") == [])
        #expect(try pids("state=disk_sleep") == [7] && pids("state=Z") == [9])
        #expect(try pids("state=D") == [7] && pids("state=running") == [])
        #expect(try pids("cgroup=nginx") == [7] && pids("cgroup=/system.slice") == [7, 9])
        #expect(try pids("parent=1") == [7] && pids("parent=0") == [1] && pids("parent=2") == [])
        #expect(try pids("pid=9") == [9] && pids("pid=2") == [])
    }

    @Test("Several filters all have to match")
    func several() throws {
        #expect(try pids("nginx", "parent=1") == [7])
        #expect(try pids("parent=1", "nginx", "state=zombie") == [])
        #expect(try pids("cgroup=slice", "state=zombie") == [9])
    }
}
