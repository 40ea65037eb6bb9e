import Probe
import Testing

@testable import probectl

@Suite("The command line")
struct ArgumentTests {
    func sample(_ words: String...) throws -> SampleOptions {
        guard case .sample(let options) = try Arguments.parse(["sample"] + words) else {
            throw UsageError("not a sample")
        }
        return options
    }

    func message(_ words: String...) -> String? {
        do throws(UsageError) {
            _ = try Arguments.parse(words)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("Each option of sample has its place, with a space or with =")
    func options() throws {
        let options = try sample(
            "--interval", "0.25", "--count=3", "--duration", "10", "--only", "memory,cpu",
            "--per-cpu",
            "--format=json", "--root", "/host")
        #expect(options.intervalNs == 250_000_000)
        #expect(options.count == 3)
        #expect(options.durationNs == 10_000_000_000)
        #expect(options.sections == [.cpu, .memory])
        #expect(options.isOnly && options.perCPU)
        #expect(options.format == .json)
        #expect(options.root == "/host")
    }

    @Test("Without options it is one reading of all sections")
    func defaults() throws {
        let options = try sample()
        #expect(options.intervalNs == nil && options.count == nil && options.durationNs == nil)
        #expect(options.sections == Section.usual)
    }

    @Test(
        "A wrong word names the nearest right one",
        arguments: [
            (["smaple"], "'sample'"), (["sample", "--fromat", "json"], "'--format'"),
            (["sample", "--format", "jsn"], "'json'"), (["sample", "--only", "mem"], "'memory'"),
            (["quota", "--cpu"], "'--cpus'"), (["quota", "--cpus", "--round", "floo"], "'floor'"),
            (["help", "quotas"], "'quota'"),
            (["wy"], "'why'"), (["why", "--ruls", "x"], "'--rules'"),
            (["why", "--format", "shell"], "text, json"),
        ])
    func nearest(words: [String], expected: String) {
        do throws(UsageError) {
            _ = try Arguments.parse(words)
            Issue.record("it was taken")
        } catch {
            #expect(error.message.contains(expected), "\(error.message)")
        }
    }

    @Test("Each option of processes has its place")
    func processes() throws {
        guard
            case .sample(let options) = try Arguments.parse([
                "processes", "--sort", "io", "--limit=5", "--filter", "user=www-data", "--filter",
                "nginx", "--details", "descriptors", "--interval", "0", "--root", "/host",
            ])
        else { throw UsageError("not a sample") }
        let choice = options.processes
        #expect(options.sections == [.process] && options.isOnly && options.intervalNs == 0)
        #expect(choice.order == .io && choice.limit == 5 && !choice.isTree)
        #expect(choice.needed == [.io, .status, .commandLine, .descriptors])
    }

    @Test("In text the first 20 are shown, in JSON and as a tree all")
    func processLimit() throws {
        func limit(_ words: String...) throws -> Int? {
            guard case .sample(let options) = try Arguments.parse(["processes"] + words) else {
                throw UsageError("not a sample")
            }
            return options.processes.limit
        }
        #expect(try limit() == 20)
        #expect(try limit("--limit", "all") == nil)
        #expect(try limit("--format", "json") == nil)
        #expect(try limit("--tree") == nil)
        #expect(try limit("--tree", "--limit", "3") == 3)
    }

    @Test("A sample has the processes where they are asked for")
    func top() throws {
        #expect(try sample("--top", "3").sections == Section.usual + [.process])
        #expect(try sample("--top", "3").processes.limit == 3)
        #expect(try sample("--only", "cpu", "--top", "3").sections == [.cpu, .process])
        #expect(try sample("--only", "process,cpu").sections == [.cpu, .process])
    }

    @Test("A process is named by its id")
    func process() throws {
        guard case .process(let options) = try Arguments.parse(["process", "4711", "--threads"])
        else { throw UsageError("not a process") }
        #expect(options.pid == 4711 && options.hasThreads)
        #expect(message("process") != nil)
        #expect(message("process", "0") != nil)
        #expect(message("process", "nginx") != nil)
        #expect(message("process", "1", "2") != nil)
        #expect(message("processes", "--sort", "size") != nil)
        #expect(message("processes", "--limit", "0") != nil)
        #expect(message("processes", "--filter", "user=") != nil)
        #expect(message("processes", "--details", "everything") != nil)
    }

    @Test("Seconds have decimals, and nothing else")
    func seconds() throws {
        #expect(try sample("--interval", "0.25").intervalNs == 250_000_000)
        #expect(try sample("--interval", "2.").intervalNs == 2_000_000_000)
        #expect(try sample("--interval", ".000000001").intervalNs == 1)
        #expect(try sample("--interval", "3.0000000019").intervalNs == 3_000_000_001)
        for word in [".", "1.2.3", "1e3", "0x10", "+1", " 1", "99999999999999999999"] {
            #expect(message("sample", "--interval", word) != nil, "\(word)")
        }
    }

    @Test("What makes no sense is refused")
    func refused() {
        #expect(message("sample", "--interval", "-1") != nil)
        #expect(message("sample", "--interval", "nan") != nil)
        #expect(message("sample", "--interval", "1e99") != nil)
        #expect(message("sample", "--interval", "1000000001") != nil)
        #expect(message("sample", "--interval", "1000000000") == nil)
        #expect(message("sample", "--interval") != nil)
        #expect(message("sample", "--count", "0") != nil)
        #expect(message("sample", "--count", "1.5") != nil)
        #expect(message("sample", "--per-cpu=yes") != nil)
        #expect(message("sample", "--only", "") != nil)
        #expect(message("sample", "--only", "cpu,,load") != nil)
        #expect(message("sample", "--interval", "0", "--count", "2") != nil)
        #expect(message("sample", "--root", "") != nil)
        #expect(message("quota", "--round", "ceil") != nil)
        #expect(message("quota", "--cpus", "--memory") != nil)
        #expect(message("quota", "--cpus", "--format", "json") != nil)
        #expect(message("sample", "\u{1b}[31m")?.contains("\u{1b}") == false)
    }

    @Test("A distance is the fewest changes")
    func distances() {
        #expect(distance("sample", "sample") == 0)
        #expect(distance("smaple", "sample") == 2)
        #expect(distance("", "abc") == 3)
        #expect(distance("--cpu", "--cpus") == 1)
    }
}
