import CProbectl
import Probe

/// The command: parses the arguments, runs the command that they name, and exits with a status.
@main
struct Probectl {
    static func main() {
        probectl_ignore_broken_pipe()
        let status: ExitStatus
        // A plugin that only says what it is has checked nothing.
        let answered = arguments().first == "check" ? ExitStatus.unknown : .ok
        do {
            switch try Arguments.parse(arguments()) {
            case .help(let topic):
                Output.write(Help.text(topic))
                status = answered
            case .version:
                Output.write("probectl \(version)\n")
                status = answered
            case .sample(let options): status = SampleCommand(options).run()
            case .quota(let options): status = QuotaCommand(options).run()
            case .process(let options): status = ProcessCommand(options).run()
            case .sockets(let options): status = SocketsCommand(options).run()
            case .why(let options): status = WhyCommand(options).run()
            case .watch(let options): status = WatchCommand(options).run()
            case .check(let options): status = CheckCommand(options).run()
            case .export(let options): status = ExportCommand(options).run()
            case .serve(let options): status = ServeCommand(options).run()
            case .capabilities(let options): status = CapabilitiesCommand(options).run()
            }
        } catch {
            if arguments().first == "check" {
                status = CheckCommand.unknown(error.message)
            } else {
                Output.complain(error.message)
                status = .usage
            }
        }
        leave(Output.isBroken ? .unwritable : status)
    }
}

/// The version of this package.
let version = "0.1.0"

/// The exit status of the command.
enum ExitStatus: Int32 {
    case ok = 0
    /// A section that should exist could not be read.
    case failed = 1
    /// A number is out of the range of `check --critical`.
    case critical = 2
    /// A number of `check` is not known, its command line is wrong, or it only says what it is.
    case unknown = 3
    /// The command line is wrong (EX_USAGE).
    case usage = 64
    /// The output could not be written (EX_IOERR).
    case unwritable = 74

    /// A number is out of the range of `check --warning`.
    static let warning = ExitStatus.failed
}
