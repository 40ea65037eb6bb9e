import Testing

@testable import Probe
@testable import probectl

@Suite("The lists of one process, as text and as JSON")
struct ProcessListsTextTests {
    private func parts() -> ProcessParts {
        var parts = ProcessParts()
        var user = ProcessUser()
        (user.uid, user.innerUid, user.name) = (100_999, 999, "postgres")
        (user.gid, user.innerGid, user.groupName) = (100_998, 998, "data\u{1b}")
        parts.user = user
        var file = OpenFile()
        (file.descriptor, file.kind, file.path) = (3, .file, "/tmp/a\u{1b}b")
        (file.isDeleted, file.position, file.flags, file.fileBytes) = (true, 7, 2, 2048)
        var denied = OpenFile()
        denied.descriptor = 12
        denied.failure = ProbeError(code: .denied, source: "/proc/PID/fd/N")
        var files = OpenFiles()
        files.files = [file, denied]
        parts.files = files
        var connection = NetworkSocket()
        (connection.state, connection.family) = (.closeWait, .ipv6)
        (connection.localAddress, connection.localPort) = (
            [UInt8](repeating: 0, count: 15) + [1], 22
        )
        (connection.remoteAddress, connection.remotePort) = (connection.localAddress, 40000)
        var unix = UnixSocket()
        (unix.kind, unix.name, unix.inode) = (.datagram, "/run/a\u{1b}b", 18)
        var sockets = NetworkSockets()
        (sockets.sockets, sockets.unixSockets) = ([connection], [unix])
        parts.sockets = sockets
        var heap = MemoryMapping()
        (heap.startAddress, heap.endAddress) = (0x55cb_4a17_e000, 0x55cb_4a18_0000)
        (heap.isReadable, heap.isWritable, heap.path) = (true, true, "[heap]")
        var memory = ProcessMemory()
        (memory.rssBytes, memory.pssBytes, memory.swapBytes) = (4096, 2048, 0)
        memory.privateDirtyBytes = 4096
        heap.memory = memory
        var mappings = MemoryMappings()
        mappings.mappings = [heap]
        parts.mappings = mappings
        parts.memory = memory
        var mount = ProcessMount()
        (mount.mountPoint, mount.type, mount.device) = ("/data\u{1b}", "ext4", "/dev/vda")
        (mount.root, mount.isReadOnly) = ("/lib/x", true)
        var whole = ProcessMount()
        (whole.mountPoint, whole.type, whole.device, whole.root) = ("/", "overlay", "overlay", "/")
        var mounts = ProcessMounts()
        mounts.mounts = [whole, mount]
        parts.mounts = mounts
        var environment = ProcessEnvironment()
        var variable = EnvironmentVariable()
        (variable.name, variable.value) = ("PATH", "/usr/bin")
        environment.variables = [variable]
        environment.isCut = true
        parts.environment = environment
        var client = GPUClient()
        (client.driver, client.device) = ("xe", "0000:03:00.0")
        var engine = GPUClient.Engine()
        (engine.name, engine.cycles, engine.totalCycles) = ("rcs", 25, 100)
        var busy = GPUClient.Engine()
        (busy.name, busy.busyNs) = ("gfx", 2_500_000_000)
        client.engines = [engine, busy]
        var region = GPUClient.Region()
        (region.name, region.totalBytes) = ("vram0", 1_048_576)
        client.regions = [region]
        var clients = GPUClients()
        clients.clients = [client]
        parts.gpuClients = clients
        return parts
    }

    private func list() -> (ProcessList, ProcessTable) {
        var process = ProcessSnapshot()
        process.pid = 7
        var table = ProcessTable()
        table.processes = [process]
        var list = ProcessList(table, nil, ProcessChoice(), users: UserNames()) { _ in process }
        list.parts = parts()
        return (list, table)
    }

    @Test("Each list has its lines, and no control character")
    func text() {
        let (list, table) = list()
        var page = Page(Terminal(width: 80, hasColour: false))
        ProcessText(list, table, nil).addParts(to: &page)
        #expect(
            page.text == """
                own user    postgres (999)
                own group   data\\x1b (998)
                mounts      /          overlay  overlay
                            /data\\x1b  ext4     /dev/vda (/lib/x), read-only
                files       fd  for  kind  position   size  path
                             3  rw   file         7  2 KiB  /tmp/a\\x1bb (deleted)
                            12  -    -            -      -  not known: /proc/PID/fd/N: permissi…
                sockets     protocol  state       to read  to send  local     remote
                            tcp6      close-wait        0        -  [::1]:22  [::1]:40000
                            unix      state        to read  to send  inode  peer  name
                            datagram  unconnected        -        -     18     -  /run/a\\x1bb
                mappings    address       for    size  resident  prop.  swapped  path
                            55cb4a17e000  rw-p  8 KiB     4 KiB  2 KiB      0 B  [heap]
                            all 1               8 KiB     4 KiB  2 KiB      0 B
                pages       private dirty 4 KiB
                environment PATH=/usr/bin
                            the last variable is cut
                gpu         xe 0000:03:00.0
                            rcs 25.0% of its cycles so far   gfx 2.50 s
                            vram0 1 MiB

                """)
    }

    @Test("What could not be read is not known, and not said to be missing")
    func denied() {
        var (list, table) = list()
        func lines(
            _ id: UInt32?, _ failures: [ProbeError]
        ) -> [Substring] {
            list.parts = ProcessParts()
            var user = ProcessUser()
            (user.innerUid, user.innerGid, user.failures) = (id, id, failures)
            var program = ProcessProgram()
            program.failures = failures
            (list.parts.user, list.parts.program) = (user, program)
            var page = Page(Terminal(width: 80, hasColour: false))
            ProcessText(list, table, nil).addParts(to: &page)
            return page.text.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        }
        let failure = ProbeError(code: .denied, source: "/proc/PID/x")
        #expect(
            lines(5, []) == [
                "own user    5, without a name in its root",
                "own group   5, without a name in its root",
                "program     none: a kernel thread or a zombie",
            ])
        #expect(
            lines(5, [failure]) == [
                "own user    5, its name is not known", "own group   5, its name is not known",
                "program     not known",
            ])
        #expect(
            lines(nil, [failure]) == [
                "own user    not known", "own group   not known", "program     not known",
            ])
    }

    @Test("Lists that were not requested are null")
    func json() {
        let (list, table) = list()
        let line = list.listing.json(of: table, nil, timeNs: 0).line()
        #expect(line.contains("\"threads\":null,\"own_user\":{\"pid\":null,"))
        #expect(
            line.contains("\"start_address\":\"55cb4a17e000\",\"end_address\":\"55cb4a180000\""))
        #expect(
            line.contains("\"variables\":[{\"name\":\"PATH\",\"value\":\"/usr/bin\"}],\"cut\":true")
        )
        var none = list
        none.parts = ProcessParts()
        #expect(
            none.listing.json(of: table, nil, timeNs: 0).line().contains(
                "\"threads\":null,\"own_user\":null,\"program\":null,\"network\":null,"
                    + "\"mounts\":null,\"memory\":null,\"memory_mappings\":null,"
                    + "\"open_files\":null,\"sockets\":null,\"environment\":null,\"gpu_clients\":null"
            ))
    }
}
