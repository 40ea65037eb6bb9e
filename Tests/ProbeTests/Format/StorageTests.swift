import CProbe
import CProbeInternals
import Foundation
import Testing

@testable import Probe

@Suite("Block devices and arrays", .needsLinux)
struct StorageTests {
    func string(_ c: cprobe_storage_text) -> String {
        withUnsafeBytes(of: c.bytes) {
            String(decoding: $0.prefix(Int(c.length)), as: UTF8.self)
        }
    }

    func text(_ parse: (UnsafeMutablePointer<cprobe_storage_text>) -> cprobe_result) -> String? {
        var c = cprobe_storage_text()
        return parse(&c) == .CPROBE_OK ? string(c) : nil
    }

    @Test("The scheduler is the word in brackets, or the only word")
    func scheduler() {
        func parse(_ given: String) -> String? {
            text { out in given.asC { cprobe_scheduler_parse($0, $1, out, nil) } }
        }
        // Captured from Linux 6.18: of a virtio disk, of a loop device, of a device without requests.
        #expect(parse("none [mq-deadline] kyber bfq \n") == "mq-deadline")
        #expect(parse("[none] mq-deadline kyber bfq \n") == "none")
        #expect(parse("none\n") == "none")
        for bad in ["", "\n", "[]", "[none", "none mq-deadline\n", "[a b]", "[a\0b]"] {
            #expect(parse(bad) == nil, "\(bad)")
        }
        let whole = "none [mq-deadline] kyber bfq \n"
        for length in 0..<whole.utf8.count {
            let part = String(whole.prefix(length))
            let parsed = parse(part)
            #expect(parsed == nil || parsed == "mq-deadline" || part.hasPrefix(parsed!))
        }
        #expect(cprobe_scheduler_parse(nil, 1, nil, nil) == .CPROBE_INVALID)
    }

    @Test("The serial number of a page of SCSI follows four bytes, padded with blanks or NULs")
    func vpdSerial() {
        func parse(_ bytes: [UInt8]) -> String? {
            text { out in
                bytes.withUnsafeBytes {
                    cprobe_vpd_serial_parse(
                        $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, out, nil)
                }
            }
        }
        #expect(parse([0, 0x80, 0, 7] + "QM00005".utf8) == "QM00005")
        #expect(parse([0, 0x80, 0, 10] + "  WD-1234 ".utf8) == "WD-1234")
        #expect(parse([0, 0x80, 0, 4, 0x41, 0x42, 0, 0]) == "AB")
        #expect(parse([0, 0x80, 0, 0]) == "")
        // Longer than it says; another page; a control character; longer than any number.
        #expect(parse([0, 0x80, 0, 2] + "ABCD".utf8) == "AB")
        #expect(parse([0, 0x83, 0, 2] + "AB".utf8) == nil)
        #expect(parse([0, 0x80, 0, 3, 0x41, 1, 0x42]) == nil)
        #expect(parse([0, 0x80, 1, 1] + [UInt8](repeating: 0x41, count: 257)) == nil)
        let whole: [UInt8] = [0, 0x80, 0, 7] + "QM00005".utf8
        for length in 0..<whole.count { #expect(parse(Array(whole.prefix(length))) == nil) }
    }

    @Test("A cache of written data is write back, and anything else malformed")
    func writeCache() {
        func parse(_ text: String) -> Bool? {
            var isBack = false
            let code = text.asC { cprobe_write_cache_parse($0, $1, &isBack, nil) }
            return code == .CPROBE_OK ? isBack : nil
        }
        #expect(parse("write back\n") == true && parse("write through\n") == false)
        let whole = "write through"
        for length in 0..<whole.utf8.count { #expect(parse(String(whole.prefix(length))) == nil) }
        #expect(parse("") == nil && parse("write  back") == nil)
    }

    @Test("A name of LVM is split at its single minus")
    func lvm() {
        func parse(_ name: String) -> [String]? {
            var (group, volume) = (cprobe_storage_text(), cprobe_storage_text())
            let code = name.asC { cprobe_lvm_name_parse($0, $1, &group, &volume, nil) }
            return code == .CPROBE_OK ? [string(group), string(volume)] : nil
        }
        #expect(parse("vg0-root\n") == ["vg0", "root"])
        #expect(parse("my--vg-a--b--c") == ["my-vg", "a-b-c"])
        #expect(parse("vg-thin-tpool") == ["vg", "thin"])
        #expect(parse("a----b-c") == ["a--b", "c"])
        for bad in ["", "vg0", "vg0-", "-root", "a--b", "\n"] { #expect(parse(bad) == nil) }
    }

    @Test("Names are ordered by their numbers, and give the type of a device")
    func names() {
        func compare(_ a: String, _ b: String) -> Int32 {
            a.asC { x, n in
                b.asC { y, m in
                    cp_block_name_compare(
                        cp_span(bytes: x, length: n), cp_span(bytes: y, length: m))
                }
            }
        }
        let sorted = ["dm-2", "dm-10", "nvme0n1", "nvme2n1", "nvme10n1", "sda", "sdaa", "sdb"]
        for (index, name) in sorted.enumerated() {
            #expect(compare(name, name) == 0)
            for other in sorted.dropFirst(index + 1) {
                #expect(compare(name, other) < 0 && compare(other, name) > 0, "\(name) \(other)")
            }
        }
    }

    func array(_ text: String) -> (done: Int64?, total: Int64?)? {
        var c = cprobe_md_array()
        guard text.asC({ cprobe_md_sync_parse($0, $1, &c, nil) }) == .CPROBE_OK else { return nil }
        var array = Storage.RAIDArray()
        array.set(&c)
        return (array.syncDoneBytes, array.syncTotalBytes)
    }

    @Test("The progress of an array is two numbers of sectors, or none")
    func sync() throws {
        let running = try #require(array("28672 / 64512\n"))
        #expect(running.done == 28672 * 512 && running.total == 64512 * 512)
        for word in ["none\n", "delayed\n"] {
            let idle = try #require(array(word))
            #expect(idle.done == nil && idle.total == nil)
        }
        for bad in ["", "1", "1 /", "1 / ", "1 / x", "x / 1", "1 / 18014398509481984", "no"] {
            #expect(array(bad) == nil, "\(bad)")
        }
    }

    @Test("A member is faulty if that is one of its words")
    func member() {
        func parse(_ text: String) -> Storage.Member? {
            var c = cprobe_md_member()
            let code = text.asC { cprobe_md_member_parse($0, $1, &c, nil) }
            var member = Storage.Member()
            member.set(&c)
            return code == .CPROBE_OK ? member : nil
        }
        #expect(parse("in_sync\n")?.isFaulty == false)
        #expect(parse("faulty,blocked\n")?.isFaulty == true)
        #expect(parse("write_mostly,faulty\n")?.state?.description == "write_mostly,faulty")
        #expect(parse("\n")?.isFaulty == false && parse("\n")?.state == nil)
        #expect(parse("not_faulty\n")?.isFaulty == false)
        #expect(parse("in\u{1}sync") == nil)
        #expect(parse(String(repeating: "x", count: 257)) == nil)
    }

    /// An NVMe disk, an ATA disk, LVM on crypt on an array of two partitions, and a loop device.
    static let machine: [String: String] = [
        "/sys/block/nvme0n1/size": "1000215216\n", "/sys/block/nvme0n1/ro": "0\n",
        "/sys/block/nvme0n1/removable": "0\n", "/sys/block/nvme0n1/hidden": "0\n",
        "/sys/block/nvme0n1/wwid": "eui.0025385b21404321\n",
        "/sys/block/nvme0n1/device/model": "Samsung SSD 980 PRO 1TB                 \n",
        "/sys/block/nvme0n1/device/serial": "S5GXNX0R123456      \n",
        "/sys/block/nvme0n1/device/firmware_rev": "5B2QGXA7\n",
        "/sys/block/nvme0n1/device/state": "live\n",
        "/sys/block/nvme0n1/queue/rotational": "0\n",
        "/sys/block/nvme0n1/queue/logical_block_size": "512\n",
        "/sys/block/nvme0n1/queue/physical_block_size": "4096\n",
        "/sys/block/nvme0n1/queue/max_sectors_kb": "128\n",
        "/sys/block/nvme0n1/queue/discard_granularity": "512\n",
        "/sys/block/nvme0n1/queue/nr_requests": "1023\n",
        "/sys/block/nvme0n1/queue/write_cache": "write back\n",
        "/sys/block/nvme0n1/queue/scheduler": "[none] mq-deadline\n",
        "/sys/block/nvme0n1/queue/zoned": "none\n",
        "/sys/block/sda/size": "16\n", "/sys/block/sda/ro": "2\n",
        "/sys/block/sda/device/vendor": "ATA     \n",
        "/sys/block/sda/device/model": "QEMU HARDDISK   \n",
        "/sys/block/sda/device/rev": "2.5+\n",
        "/sys/block/sda/device/vpd_pg80": "\0\u{1}x",
        "/sys/block/sda/device/wwid": "t10.ATA     QEMU HARDDISK   QM00005             \n",
        "/sys/block/sda/device/queue_depth": "32\n",
        "/sys/block/sda/device/state": "running\n",
        "/sys/block/md127/size": "129024\n",
        "/sys/block/md127/slaves/sdb1/x": "", "/sys/block/md127/slaves/sda1/x": "",
        "/sys/block/md127/md/level": "raid1\n", "/sys/block/md127/md/raid_disks": "2\n",
        "/sys/block/md127/md/array_state": "clean\n", "/sys/block/md127/md/degraded": "1\n",
        "/sys/block/md127/md/sync_action": "recover\n",
        "/sys/block/md127/md/sync_completed": "28672 / 64512\n",
        "/sys/block/md127/md/sync_speed": "20480\n", "/sys/block/md127/md/mismatch_cnt": "128\n",
        "/sys/block/md127/md/metadata_version": "1.2\n", "/sys/block/md127/md/chunk_size": "0\n",
        "/sys/block/md127/md/dev-sdb1/state": "faulty\n",
        "/sys/block/md127/md/dev-sdb1/slot": "none\n",
        "/sys/block/md127/md/dev-sdb1/errors": "3\n",
        "/sys/block/md127/md/dev-sda1/state": "in_sync\n",
        "/sys/block/md127/md/dev-sda1/slot": "0\n", "/sys/block/md127/md/dev-sda1/errors": "1x\n",
        "/sys/block/dm-0/dm/name": "crypt0\n",
        "/sys/block/dm-0/dm/uuid": "CRYPT-LUKS2-5f2b-crypt0\n",
        "/sys/block/dm-0/slaves/md127/x": "",
        "/sys/block/dm-1/dm/name": "my--vg-root\n", "/sys/block/dm-1/dm/uuid": "LVM-abc\n",
        "/sys/block/dm-1/slaves/dm-0/x": "",
        "/sys/block/loop0/size": "8192\n", "/sys/block/loop0/loop/backing_file": "/srv/a b \n",
    ]

    @Test("The section has each device with its parts below, and each array with its members")
    func section() throws {
        let tree = try Tree(Self.machine)
        var collector = try Collector(root: tree.root)
        let storage = try collector.storageDevices()
        #expect(storage.failures.isEmpty && storage.monotonicNs == nil)
        #expect(
            storage.devices.map { $0.name.description }
                == ["dm-0", "dm-1", "loop0", "md127", "nvme0n1", "sda"])
        #expect(storage.devices.map { $0.type } == [.crypt, .lvm, .loop, .array, .disk, .disk])
        #expect(
            storage.devices.map { $0.lower.map { $0.description } }
                == [["md127"], ["dm-0"], [], ["sda1", "sdb1"], [], []])
        let nvme = storage.devices[4]
        #expect(nvme.sizeBytes == 512_110_190_592 && nvme.isReadOnly == false)
        #expect(nvme.isRemovable == false && nvme.isHidden == false && nvme.isRotational == false)
        #expect(nvme.logicalBlockBytes == 512 && nvme.physicalBlockBytes == 4096)
        #expect(nvme.maximumRequestBytes == 131_072 && nvme.discardGranularityBytes == 512)
        #expect(nvme.queueRequests == 1023 && nvme.queueDepth == nil && nvme.isWriteBack == true)
        #expect(nvme.vendor == nil && nvme.model == "Samsung SSD 980 PRO 1TB")
        #expect(nvme.serial == "S5GXNX0R123456" && nvme.wwid == "eui.0025385b21404321")
        #expect(nvme.firmware == "5B2QGXA7" && nvme.state == "live")
        #expect(nvme.scheduler == "none" && nvme.zoned == "none" && nvme.failure == nil)
        let sda = storage.devices[5]
        #expect(sda.isReadOnly == nil && sda.vendor == "ATA" && sda.model == "QEMU HARDDISK")
        #expect(sda.serial == nil && sda.firmware == "2.5+" && sda.queueDepth == 32)
        #expect(sda.wwid == "t10.ATA     QEMU HARDDISK   QM00005")
        #expect(sda.failure?.source == "/sys/block/NAME/device/vpd_pg80")
        #expect(sda.failure?.code == .malformed && sda.scheduler == nil)
        #expect(storage.devices[2].backingFile == "/srv/a b ")
        #expect(storage.devices[0].mappedUuid == "CRYPT-LUKS2-5f2b-crypt0")
        #expect(storage.devices[0].volumeGroup == nil)
        #expect(storage.devices[1].volumeGroup == "my-vg")
        #expect(storage.devices[1].logicalVolume == "root")
        #expect(collector.sample(.storage).storage.value == storage)
        #expect(collector.sample().storage == .notRequested)
        // A second reading into the same value, as a sampler does.
        var sample = collector.sample(.storage)
        collector.sample(into: &sample, .storage)
        #expect(sample.storage.value == storage)
    }

    @Test("An array has its progress in bytes, and members without a place")
    func arrays() throws {
        let tree = try Tree(Self.machine)
        var collector = try Collector(root: tree.root)
        let arrays = try collector.storageDevices().arrays
        #expect(arrays.count == 1)
        let md = arrays[0]
        #expect(md.name == "md127" && md.level == "raid1" && md.state == "clean")
        #expect(md.metadata == "1.2" && md.syncAction == "recover")
        #expect(md.raidDisks == 2 && md.degradedDisks == 1 && md.chunkBytes == 0)
        #expect(md.syncDoneBytes == 28672 * 512 && md.syncTotalBytes == 64512 * 512)
        #expect(md.syncBytesPerSecond == 20480 * 1024 && md.mismatchBytes == 65536)
        #expect(md.members.map { $0.name } == ["sda1", "sdb1"] && md.failure == nil)
        #expect(md.members.map { $0.slot } == [0, nil])
        #expect(md.members.map { $0.errors } == [nil, 3])
        #expect(md.members.map { $0.isFaulty } == [false, true])
        #expect(md.members[0].failure?.source == "/sys/block/mdN/md/dev-NAME/errors")
    }

    @Test("Lists longer than the first buffers are read whole")
    func many() throws {
        var files: [String: String] = [:]
        for index in 0..<40 {
            files["/sys/block/sd\(index)/size"] = "\(index)\n"
            files["/sys/block/md0/slaves/sd\(index)/x"] = ""
            files["/sys/block/md0/md/dev-sd\(index)/slot"] = "\(index)\n"
        }
        let tree = try Tree(files)
        var collector = try Collector(root: tree.root)
        let storage = try collector.storageDevices()
        let names = (0..<40).map { "sd\($0)" }
        #expect(storage.devices.map { $0.name.description } == ["md0"] + names)
        #expect(storage.devices.dropFirst().map { $0.sizeBytes } == (0..<40).map { $0 * 512 })
        #expect(storage.devices[0].lower.map { $0.description } == names)
        #expect(storage.arrays[0].members.map { $0.slot } == (0..<40).map { $0 })
    }

    @Test("The firmware of a memory card is not the version of its registers")
    func card() throws {
        let tree = try Tree([
            "/sys/block/mmcblk0/device/name": "DG4016\n", "/sys/block/mmcblk0/device/rev": "0x8\n",
            "/sys/block/mmcblk0/device/fwrev": "0x3632343138303100\n",
        ])
        var collector = try Collector(root: tree.root)
        let card = try collector.storageDevices().devices[0]
        #expect(card.model == "DG4016" && card.firmware == "0x3632343138303100")
    }

    @Test("The journal of an array has no place, and that is no failure")
    func journal() throws {
        let tree = try Tree([
            "/sys/block/md0/md/dev-sda/slot": "journal\n",
            "/sys/block/md0/md/dev-sdb/slot": "-1\n",
        ])
        var collector = try Collector(root: tree.root)
        let members = try collector.storageDevices().arrays[0].members
        #expect(members.map { $0.slot } == [nil, nil])
        #expect(members.map { $0.failure?.code } == [nil, .malformed])
    }

    @Test("A list that is exactly full lacks nothing; one more is a failure, once")
    func full() throws {
        let limit = Int(CPROBE_BTRFS_LISTED)
        let tree = try Tree(["/sys/block/sda/size": "8\n"])
        try tree.makeFolder("/sys/fs/btrfs")
        for index in 0..<limit {
            #expect(mkdir("\(tree.root)/sys/fs/btrfs/a-\(index)", 0o700) == 0)
        }
        let collector = try Collector(root: tree.root)
        func read() -> (count: Int, failures: [ProbeError]) {
            var c = cprobe_storage()
            var lists = cprobe_storage_lists()
            #expect(cprobe_storage_read(collector.storage, &c, &lists, nil) == .CPROBE_OK)
            var storage = Storage()
            storage.failures.set(c.failures)
            return (lists.btrfs_count, storage.failures)
        }
        let full = read()
        #expect(full.count == limit && full.failures.isEmpty)
        for index in 0..<3 { try tree.makeFolder("/sys/fs/btrfs/b-\(index)") }
        let more = read()
        #expect(more.count == limit && more.failures.map { $0.source } == ["/sys/fs/btrfs"])
        #expect(more.failures.map { $0.code } == [.tooLarge])
    }

    @Test("A list of the devices of btrfs that cannot be read is a failure of the file system")
    func unlisted() throws {
        for name in ["devices", "devinfo"] {
            let tree = try Tree(["/sys/block/sda/size": "8\n", "/sys/fs/btrfs/a-b/label": "x\n"])
            try tree.link("/sys/fs/btrfs/a-b/\(name)", to: name)
            var collector = try Collector(root: tree.root)
            let read = try collector.storageDevices().btrfs
            #expect(read.map { $0.failure?.source } == ["/sys/fs/btrfs/UUID/\(name)"])
        }
    }

    @Test("A device has its name in its uevent")
    func uevent() {
        func name(_ text: String) -> String {
            text.asC { bytes, length in
                let name = cp_uevent_name(cp_span(bytes: bytes, length: length))
                return String(
                    decoding: UnsafeRawBufferPointer(start: name.bytes, count: name.length),
                    as: UTF8.self)
            }
        }
        // Of an NVMe controller, and of a subsystem, whose uevent is empty.
        #expect(name("MAJOR=240\nMINOR=1\nDEVNAME=nvme1\nNVME_TRTYPE=pcie\n") == "nvme1")
        #expect(name("") == "" && name("XDEVNAME=nvme1\n") == "" && name("DEVNAME") == "")
    }

    @Test("Without sysfs the section fails; without a device its lists are empty")
    func none() throws {
        let other = try Tree(["/etc/hostname": "x\n"])
        var without = try Collector(root: other.root)
        let error = #expect(throws: ProbeError.self) { try without.storageDevices() }
        #expect(error?.source == "/sys/block" && error?.code == .notFound)
        let tree = try Tree(["/sys/block/.x/y": ""])
        var empty = try Collector(root: tree.root)
        #expect(try empty.storageDevices() == Storage())
    }

    @Test("The JSON is read again as it was written")
    func json() throws {
        let tree = try Tree(Self.machine)
        var collector = try Collector(root: tree.root)
        let sample = collector.sample(.storage)
        let data = Data(sample.json().utf8)
        #expect(try JSONDecoder().decode(Sample.self, from: data).storage == sample.storage)
    }

    func findings(_ change: (inout Storage.RAIDArray) -> Void) -> [Diagnosis.Finding] {
        var array = Storage.RAIDArray()
        var (good, other) = (Storage.Member(), Storage.Member())
        (array.name, array.level, array.raidDisks, array.degradedDisks) = ("md0", "raid1", 2, 0)
        (good.name, good.isFaulty, other.name, other.isFaulty) = ("sda1", false, "sdb1", false)
        array.members = [good, other]
        change(&array)
        var evidence = Diagnosis.Evidence(before: Sample(), after: Sample())
        evidence.storage = Storage()
        evidence.storage?.arrays = [array]
        return Diagnosis(evidence).findings
    }

    @Test("A degraded array is a finding, worse if nothing rebuilds it, and so is a failed member")
    func findings() throws {
        #expect(findings { _ in }.isEmpty)
        let degraded = findings {
            $0.degradedDisks = 1
            ($0.members[1].isFaulty, $0.members[1].errors) = (true, 3)
        }
        #expect(degraded.count == 1 && degraded[0].kind == .arrayDegraded)
        #expect(degraded[0].severity == .severe && degraded[0].device == "md0")
        #expect(degraded[0].title == "Array md0 (raid1) lacks 1 member")
        #expect(
            degraded[0].details == [
                "1 of its 2 members work.", "sdb1 failed, after 3 corrected read errors.",
            ])
        let rebuilt = findings {
            ($0.degradedDisks, $0.syncAction) = (1, "recover")
            ($0.syncDoneBytes, $0.syncTotalBytes) = (25, 100)
        }
        #expect(rebuilt[0].severity == .high)
        #expect(rebuilt[0].details.last == "It is being rebuilt, 25% done.")
        let failed = findings { $0.members[0].isFaulty = true }
        #expect(failed.count == 1 && failed[0].kind == .arrayMemberFailed)
        #expect(failed[0].severity == .high && failed[0].measured?.value == 1)
        // Created with empty slots: what is left still has redundancy.
        func severity(
            _ level: KernelName, _ missing: Int64, of all: Int64, isFaulty: Bool = false
        ) -> Diagnosis.Severity? {
            findings {
                ($0.level, $0.degradedDisks, $0.raidDisks) = (level, missing, all)
                $0.members[1].isFaulty = isFaulty
            }.first?.severity
        }
        #expect(severity("raid1", 14, of: 16) == .noticed)
        #expect(severity("raid1", 15, of: 16) == .severe)
        #expect(severity("raid1", 14, of: 16, isFaulty: true) == .severe)
        #expect(severity("raid6", 1, of: 4) == .noticed && severity("raid6", 2, of: 4) == .severe)
        #expect(severity("raid5", 1, of: 4) == .severe && severity("raid10", 1, of: 4) == .severe)
    }

    @Test("A session reads the arrays of a machine that has some")
    func session() throws {
        let tree = try Tree(Self.machine)
        try tree.write("/proc/diskstats", "   9     127 md127 1 0 8 1 1 0 8 1 0 1 1\n")
        var collector = try Collector(root: tree.root)
        var session = Diagnosis.Session(&collector)
        let diagnosis = session.finish(&collector)
        #expect(diagnosis.findings.contains { $0.kind == .arrayDegraded })
        try tree.write("/proc/diskstats", "   8     0 sda 1 0 8 1 1 0 8 1 0 1 1\n")
        var other = Diagnosis.Session(&collector)
        #expect(other.finish(&collector).evidence?.storage == nil)
    }

    @Test("The health of a disk is in the JSON, with what the disk predicts")
    func healthJSON() throws {
        var health = Storage.Health()
        (health.isFailurePredicted, health.criticalWarning, health.powerCycles) = (true, 4, 7)
        var device = Storage.Device()
        (device.name, device.health) = ("sda", health)
        var storage = Storage()
        storage.devices = [device]
        var sample = Sample()
        sample.slots.storage.reading = .value(storage)
        let text = sample.json()
        #expect(text.contains("\"failure_predicted\":true"))
        let read = try JSONDecoder().decode(Sample.self, from: Data(text.utf8))
        #expect(read.storage.value?.devices.first?.health == health)
    }

    /// Captured from Linux 6.12: an array one of whose disks failed and was replaced, a mapped device
    /// on it, three disks of scsi_debug, and a file system of btrfs.
    static let captured = "debian-6.12-x86_64-storage"

    /// A file of the captured machine, without its newline.
    func captured(_ path: String) throws -> String {
        let text = String(decoding: try Fixture.bytes(Self.captured, path), as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    func capturedNumber(_ path: String) throws -> Int64 {
        try #require(Int64(captured(path)), "\(path)")
    }

    @Test("A captured array has the numbers of its files, and is a finding")
    func capturedArray() throws {
        var collector = try Collector(root: Fixture.root(Self.captured))
        let storage = try collector.storageDevices()
        #expect(storage.failures.isEmpty && storage.arrays.count == 1)
        let md = try #require(storage.arrays.first)
        #expect(md.name == "md127" && md.level == "raid1" && md.metadata == "1.2")
        #expect(md.raidDisks == 2 && md.degradedDisks == 0 && md.failure == nil)
        #expect(md.state == "clean" && md.syncAction == "idle" && md.mismatchBytes == 0)
        // The kernel prints "none" for these.
        #expect(md.syncDoneBytes == nil && md.syncTotalBytes == nil)
        #expect(md.syncBytesPerSecond == nil && md.chunkBytes == 0)
        #expect(md.members.count == 3 && md.members.allSatisfy { $0.failure == nil })
        #expect(md.members.count { $0.isFaulty == true } == 1)
        for member in md.members {
            let files = "/sys/block/md127/md/dev-\(member.name)"
            #expect(try member.state?.description == captured("\(files)/state"))
            #expect(try member.slot == Int64(captured("\(files)/slot")))
            #expect(member.slot == nil || member.isFaulty == false)
            #expect(try member.errors == capturedNumber("\(files)/errors"))
        }
        #expect(Set(md.members.map { $0.state?.description }) == ["in_sync", "faulty"])
        #expect(md.members.map { $0.slot } == [0, nil, 1])
        var session = Diagnosis.Session(&collector)
        let finding = session.finish(&collector).findings.first { $0.kind == .arrayMemberFailed }
        #expect(finding?.device == "md127" && finding?.severity == .high)
    }

    @Test("Captured disks of scsi_debug, loop devices, and a mapped device")
    func capturedDevices() throws {
        var collector = try Collector(root: Fixture.root(Self.captured))
        let storage = try collector.storageDevices()
        #expect(storage.devices.allSatisfy { $0.failure == nil })
        let disks = storage.devices.filter { $0.model == "scsi_debug" }
        #expect(disks.count == 3)
        #expect(disks.map { $0.name } == storage.arrays.first?.members.map { $0.name })
        for disk in disks {
            let device = "/sys/block/\(disk.name)/device"
            #expect(disk.type == .disk && disk.sizeBytes == 40 << 20 && disk.vendor == "Linux")
            #expect(disk.state == "running" && disk.logicalBlockBytes == 512)
            #expect(try disk.queueDepth == capturedNumber("\(device)/queue_depth"))
            #expect(try disk.wwid?.description == captured("\(device)/wwid"))
            let page = try Fixture.bytes(Self.captured, "\(device)/vpd_pg80")
            #expect(disk.serial?.description == String(decoding: page.dropFirst(4), as: UTF8.self))
        }
        #expect(Set(disks.map { $0.wwid?.description }).count == 3)
        func device(_ name: String) throws -> Storage.Device {
            try #require(storage.devices.first { $0.name.description == name })
        }
        let mapped = try device("dm-0")
        #expect(mapped.type == .lvm && mapped.sizeBytes == 16 << 20)
        #expect(mapped.mappedName == "probe--vg-data" && mapped.lower == ["md127"])
        #expect(mapped.volumeGroup == "probe-vg" && mapped.logicalVolume == "data")
        let array = try device("md127")
        #expect(array.type == .array && array.lower == disks.map { $0.name })
        for name in ["loop0", "loop1"] {
            let loop = try device(name)
            #expect(loop.type == .loop && loop.sizeBytes == 144 << 20)
            #expect(loop.backingFile?.description == "/tmp/disk\(name.suffix(1))")
        }
        let sample = collector.sample(.storage)
        let data = Data(sample.json().utf8)
        #expect(try JSONDecoder().decode(Sample.self, from: data).storage == sample.storage)
    }

    @Test("A captured file system of btrfs has the numbers of its files")
    func capturedPool() throws {
        var collector = try Collector(root: Fixture.root(Self.captured))
        let storage = try collector.storageDevices()
        #expect(storage.btrfs.count == 1)
        let pool = try #require(storage.btrfs.first)
        #expect(pool.label == "probe data" && pool.lower == ["loop0", "loop1"])
        #expect(pool.failure == nil && pool.mixedTotalBytes == nil)
        let files = "/sys/fs/btrfs/\(pool.uuid)"
        for (name, total, used) in [
            ("data", pool.dataTotalBytes, pool.dataUsedBytes),
            ("metadata", pool.metadataTotalBytes, pool.metadataUsedBytes),
            ("system", pool.systemTotalBytes, pool.systemUsedBytes),
        ] {
            #expect(try total == capturedNumber("\(files)/allocation/\(name)/total_bytes"))
            #expect(try used == capturedNumber("\(files)/allocation/\(name)/bytes_used"))
            #expect(try #require(used) > 0)
        }
        #expect(pool.devices.map { $0.id } == [1, 2])
        #expect(pool.devices.allSatisfy { $0.isMissing == false && $0.failure == nil })
        for device in pool.devices {
            let text = try captured("\(files)/devinfo/\(device.id)/error_stats")
            #expect(text.contains("corruption_errs \(device.corruptionErrors ?? -1)\n"))
            #expect(text.contains("read_errs \(device.readErrors ?? -1)\n"))
            #expect(device.writeErrors == 0 && device.flushErrors == 0)
        }
    }

    /// As OpenZFS 2.1 prints it, with a part of its rows.
    static let arcstats =
        "13 1 0x01 147 39984 7463014325 86397464925211\n"
        + "name                            type data\n"
        + "hits                            4    18361274\n"
        + "misses                          4    1229\n"
        + "demand_data_hits                4    5\n"
        + "c                               4    2091397120\n"
        + "c_min                           4    130712320\n"
        + "c_max                           4    2091397121\n"
        + "size                            4    1873504832\n"
        + "memory_available_bytes          3    -17\n"

    func arc(_ text: String) -> Storage.ARC? {
        var c = cprobe_arc()
        guard text.asC({ cprobe_arcstats_parse($0, $1, &c, nil) }) == .CPROBE_OK else { return nil }
        var arc = Storage.ARC()
        arc.set(&c)
        return arc
    }

    @Test("The cache of ZFS: what is above its minimum counts as available")
    func arcs() throws {
        let arc = try #require(self.arc(Self.arcstats))
        #expect(arc.sizeBytes == 1_873_504_832 && arc.targetBytes == 2_091_397_120)
        #expect(arc.minimumBytes == 130_712_320 && arc.maximumBytes == 2_091_397_121)
        #expect(arc.availableBytes == 1_873_504_832 - 130_712_320 && arc.failure == nil)
        #expect(arc.hits == 18_361_274 && arc.misses == 1229)
        let small = try #require(self.arc("name type data\nsize 4 5\nc_min 4 6\n"))
        #expect(small.availableBytes == 0 && small.hits == nil)
        let bad = try #require(self.arc("name type data\nsize 4 x\nc_min 4 6\nhits 4 7\n"))
        #expect(bad.sizeBytes == nil && bad.availableBytes == nil && bad.hits == 7)
        #expect(bad.failure?.line == 2 && bad.minimumBytes == 6)
        for text in ["", "\n", "hits 4 1\n", "name\n"] { #expect(self.arc(text) == nil) }
        for length in 0..<Self.arcstats.utf8.count {
            let part = self.arc(String(Self.arcstats.prefix(length)))
            #expect(part == nil || (part?.hits ?? 0) <= 18_361_274)
        }
    }

    @Test("Errors of a device of btrfs")
    func errors() {
        func parse(_ text: String) -> Storage.BtrfsDevice? {
            var c = cprobe_btrfs_device()
            let code = text.asC { cprobe_btrfs_errors_parse($0, $1, &c, nil) }
            var device = Storage.BtrfsDevice()
            device.set(&c)
            return code == .CPROBE_OK ? device : nil
        }
        // Captured from Linux 6.18 after a part of the device was overwritten.
        let text =
            "write_errs 1\nread_errs 2\nflush_errs 3\ncorruption_errs 4080\ngeneration_errs 5\n"
        let device = parse(text)
        #expect(device?.writeErrors == 1 && device?.readErrors == 2 && device?.flushErrors == 3)
        #expect(device?.corruptionErrors == 4080 && device?.generationErrors == 5)
        #expect(parse("invalid\n")?.writeErrors == nil && parse("invalid\n") != nil)
        #expect(parse("write_errs x\n") == nil && parse("write_errs\n") == nil)
        for length in 0..<text.utf8.count {
            let part = parse(String(text.prefix(length)))
            #expect(part == nil || (part?.corruptionErrors ?? 0) <= 4080)
        }
    }

    @Test("File systems of btrfs with their devices, and the cache of ZFS")
    func pools() throws {
        let one = "/sys/fs/btrfs/f8d5c375-f4bc-47d9-8e01-8a2b43890a0c"
        let two = "/sys/fs/btrfs/0a5c1d2e-0000-4000-8000-000000000000"
        let tree = try Tree([
            "/sys/block/sda/size": "8\n", "/sys/fs/btrfs/features/raid56": "0\n",
            "/sys/fs/btrfs/features/skinny-metadata": "0\n", "\(one)/label": "my label\n",
            "\(one)/allocation/data/total_bytes": "67108864\n",
            "\(one)/allocation/data/bytes_used": "20971520\n",
            "\(one)/allocation/metadata/total_bytes": "33554432\n",
            "\(one)/allocation/metadata/bytes_used": "1x\n",
            "\(one)/allocation/system/total_bytes": "8388608\n",
            "\(one)/allocation/system/bytes_used": "16384\n", "\(one)/devices/sdb/x": "",
            "\(one)/devices/sda2/x": "", "\(one)/devinfo/10/missing": "1\n",
            "\(one)/devinfo/2/missing": "0\n", "\(one)/devinfo/2/error_stats": "read_errs 7\n",
            "\(two)/label": "\n", "\(two)/allocation/mixed/total_bytes": "5\n",
            "\(two)/allocation/mixed/bytes_used": "4\n",
            "/proc/spl/kstat/zfs/arcstats": Self.arcstats,
        ])
        var collector = try Collector(root: tree.root)
        let storage = try collector.storageDevices()
        #expect(storage.arc == arc(Self.arcstats) && storage.failures.isEmpty)
        #expect(storage.btrfs.count == 2)
        let (small, large) = (storage.btrfs[0], storage.btrfs[1])
        #expect(small.uuid == "0a5c1d2e-0000-4000-8000-000000000000" && small.label == nil)
        #expect(small.mixedTotalBytes == 5 && small.mixedUsedBytes == 4)
        #expect(small.dataTotalBytes == nil && small.devices.isEmpty && small.failure == nil)
        #expect(large.label == "my label" && large.lower == ["sda2", "sdb"])
        #expect(large.dataTotalBytes == 67_108_864 && large.dataUsedBytes == 20_971_520)
        #expect(large.metadataTotalBytes == 33_554_432 && large.metadataUsedBytes == nil)
        #expect(large.systemTotalBytes == 8_388_608 && large.systemUsedBytes == 16384)
        #expect(large.failure?.source == "/sys/fs/btrfs/UUID/allocation/metadata/bytes_used")
        #expect(large.devices.map { $0.id } == [2, 10])
        #expect(large.devices.map { $0.isMissing } == [false, true])
        #expect(large.devices.map { $0.readErrors } == [7, nil])
        let sample = collector.sample(.storage)
        let data = Data(sample.json().utf8)
        #expect(try JSONDecoder().decode(Sample.self, from: data).storage == sample.storage)
        var fields: Set<String> = []
        sample.forEachField { section, labels, field, value in
            fields.insert("\(field.name) \(labels.map { "\($0.name)=\($0.value)" })")
        }
        #expect(fields.contains { $0.hasPrefix("arc_size_bytes []") })
        #expect(fields.count { $0.hasPrefix("missing") || $0.hasPrefix("read_errors") } == 2)
    }

    /// A log page of these bytes at these offsets.
    func page(_ bytes: [Int: [UInt8]]) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: Int(CPROBE_HEALTH_PAGE_BYTES))
        for (offset, part) in bytes {
            page.replaceSubrange(offset..<offset + part.count, with: part)
        }
        return page
    }

    func health(_ page: [UInt8]) -> Storage.Health? {
        var c = cprobe_disk_health()
        guard page.asC({ cprobe_nvme_health_parse($0, $1, &c, nil) }) == .CPROBE_OK else {
            return nil
        }
        var health = Storage.Health()
        health.setFields(&c)
        return health
    }

    @Test("The health of an NVMe disk: the page of an emulated disk, and one of a worn disk")
    func health() throws {
        // Captured from the NVMe disk of QEMU 7.2, of which nvme-cli prints 323 K, 661 data units read
        // and 410 written.
        let emulated = try #require(
            health(
                page([
                    1: [0x43, 1], 32: [0x95, 2], 48: [0x9a, 1], 64: [0x87, 2], 80: [0x90, 1],
                ])))
        #expect(emulated.temperatureMillicelsius == 49_850 && emulated.criticalWarning == 0)
        #expect(emulated.readBytes == 661 * 512_000 && emulated.writtenBytes == 410 * 512_000)
        #expect(emulated.sparePercent == 0 && emulated.spareThresholdPercent == 0)
        #expect(emulated.powerOnNs == 0 && emulated.mediaErrors == 0 && !emulated.isFailing)
        let worn = try #require(
            health(
                page([
                    0: [0b101, 0, 0, 9, 10, 120], 96: [2], 112: [3], 128: [0x10, 0x27],
                    144: [4], 160: [5, 0, 0, 0, 0, 0, 0, 0x80], 176: [6, 1],
                    32: [1, 0, 0, 0, 0, 0, 0, 0, 1],
                ])))
        #expect(worn.criticalWarning == 5 && worn.usedPercent == 120 && worn.isFailing)
        #expect(worn.sparePercent == 9 && worn.spareThresholdPercent == 10)
        #expect(worn.temperatureMillicelsius == nil && worn.busyNs == 120_000_000_000)
        #expect(worn.powerCycles == 3 && worn.powerOnNs == 10_000 * 3_600_000_000_000)
        #expect(worn.unsafeShutdowns == 4 && worn.errorLogEntries == 262)
        // Numbers that no disk reaches.
        #expect(worn.mediaErrors == nil && worn.readBytes == nil && worn.writtenBytes == 0)
        for length in 0..<Int(CPROBE_HEALTH_PAGE_BYTES) {
            #expect(health([UInt8](repeating: 0xff, count: length)) == nil)
        }
        #expect(health([UInt8](repeating: 0xff, count: 600))?.usedPercent == 255)
        let zero = try #require(health(page([:])))
        #expect(zero.temperatureMillicelsius == nil && !zero.isFailing)
    }

    /// SMART data with these attributes: a number, and its raw value. The checksum is right.
    func smart(_ attributes: [(Int, [UInt8])]) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: Int(CPROBE_HEALTH_PAGE_BYTES))
        page[0] = 16
        for (index, attribute) in attributes.enumerated() {
            let start = 2 + index * 12
            page[start] = UInt8(attribute.0)
            page.replaceSubrange(start + 5..<start + 5 + attribute.1.count, with: attribute.1)
        }
        page[511] = 0 &- page.reduce(0, &+)
        return page
    }

    func ata(_ page: [UInt8], statistics: [UInt8] = []) -> Storage.Health? {
        var c = cprobe_disk_health()
        guard page.asC({ cprobe_ata_smart_parse($0, $1, &c, nil) }) == .CPROBE_OK else {
            return nil
        }
        _ = statistics.asC { cprobe_ata_statistics_parse($0, $1, &c, nil) }
        var health = Storage.Health()
        health.setFields(&c)
        return health
    }

    @Test("The health of an ATA disk: a worn disk, and one without attributes")
    func ataHealth() throws {
        let attributes: [(Int, [UInt8])] = [
            (5, [8, 1, 0xff, 0xff]), (9, [0x10, 0x27, 0, 7]), (12, [44]), (187, [3]),
            (190, [31, 0, 20, 40]), (194, [0xfe, 0xff, 60]), (197, [2]), (198, [1, 1]),
            (199, [0, 0, 1]), (0, [9]), (241, [1, 2, 3, 4, 5, 6]),
        ]
        var statistics = [UInt8](repeating: 0, count: 512)
        (statistics[0], statistics[2], statistics[8], statistics[15]) = (1, 7, 112, 0xc0)
        let worn = try #require(ata(smart(attributes), statistics: statistics))
        #expect(worn.reallocatedSectors == 264 && worn.powerOnNs == 10_000 * 3_600_000_000_000)
        #expect(worn.powerCycles == 44 && worn.mediaErrors == 3 && worn.usedPercent == 112)
        #expect(worn.temperatureMillicelsius == -2000 && worn.pendingSectors == 2)
        #expect(worn.uncorrectableSectors == 257 && worn.interfaceErrors == 65536)
        #expect(worn.criticalWarning == nil && worn.sparePercent == nil && !worn.isFailing)
        #expect(ata(smart(attributes.reversed()))?.temperatureMillicelsius == -2000)
        #expect(ata(smart([(190, [31])]))?.temperatureMillicelsius == 31000)
        #expect(ata(smart([])) == Storage.Health())
        // A statistic that the disk does not support, or has no value of; another page; a cut one.
        for flags: UInt8 in [0, 0x40, 0x80] {
            statistics[15] = flags
            #expect(ata(smart([]), statistics: statistics)?.usedPercent == nil)
        }
        (statistics[15], statistics[2]) = (0xc0, 5)
        #expect(ata(smart([]), statistics: statistics)?.usedPercent == nil)
        statistics[2] = 7
        #expect(ata(smart([]), statistics: Array(statistics.dropLast()))?.usedPercent == nil)
        var wrong = smart(attributes)
        wrong[7] ^= 1
        #expect(ata(wrong) == nil && ata(Array(smart(attributes).dropLast())) == nil)
    }

    @Test("A disk that is about to fail is a finding; a hot one is none")
    func failing() throws {
        func findings(_ change: (inout Storage.Health) -> Void) -> [Diagnosis.Finding] {
            var device = Storage.Device()
            var health = Storage.Health()
            (health.criticalWarning, health.usedPercent) = (0, 40)
            (health.sparePercent, health.spareThresholdPercent) = (90, 10)
            change(&health)
            (device.name, device.health) = ("nvme0n1", health)
            var evidence = Diagnosis.Evidence(before: Sample(), after: Sample())
            evidence.storage = Storage()
            evidence.storage?.devices = [device]
            return Diagnosis(evidence).findings
        }
        #expect(findings { _ in }.isEmpty && findings { $0.criticalWarning = 2 }.isEmpty)
        let warned = findings { ($0.criticalWarning, $0.mediaErrors) = (12, 3) }
        #expect(warned.count == 1 && warned[0].kind == .diskFailing)
        #expect(warned[0].severity == .severe && warned[0].device == "nvme0n1")
        #expect(
            warned[0].details == [
                "It warns: errors make it unreliable, it refuses writes.",
                "40% of its life is used.",
                "90% of its spare blocks are left; below 10% is critical.",
                "3 errors of the medium could not be corrected.",
            ])
        #expect(warned[0].title == "Disk nvme0n1 about to fail")
        let worn = findings { $0.usedPercent = 104 }
        #expect(worn.count == 1 && worn[0].kind == .diskWorn && worn[0].severity == .noticed)
        #expect(worn[0].title == "Disk nvme0n1 has used up its rated endurance (104%)")
        #expect(worn[0].measured == .init(value: 104, unit: .percent, threshold: 100))
        #expect(findings { $0.usedPercent = 99 }.isEmpty)
        #expect(findings { ($0.usedPercent, $0.sparePercent) = (104, 9) }[0].kind == .diskFailing)
        #expect(findings { $0.sparePercent = 9 }.count == 1)
        let predicted = findings { ($0.isFailurePredicted, $0.reallocatedSectors) = (true, 7) }
        #expect(predicted.count == 1 && predicted[0].severity == .severe)
        #expect(predicted[0].details.first == "It predicts its own failure.")
        #expect(predicted[0].details.last == "7 bad sectors replaced by spare ones.")
        let unreadable = findings { ($0.pendingSectors, $0.uncorrectableSectors) = (8, 3) }
        #expect(unreadable.count == 1 && unreadable[0].kind == .diskUnreadableSectors)
        #expect(unreadable[0].title == "Disk nvme0n1 has 8 unreadable sectors")
        #expect(unreadable[0].severity == .high && unreadable[0].details.count == 1)
    }

    @Test("A captured root has no health, and none is read unless it is wanted")
    func withoutHealth() throws {
        let tree = try Tree(Self.machine)
        var collector = try Collector(root: tree.root)
        let storage = try collector.storageDevices()
        collector.readsHealth = true
        #expect(try collector.storageDevices() == storage)
        #expect(storage.devices.allSatisfy { $0.health == nil })
    }
}
