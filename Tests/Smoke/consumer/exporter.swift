// An HTTP server that answers each request with every number of a sample, as Prometheus reads them. Prints
// its port; ends after as many requests as its argument says.
import Glibc
import Probe

/// A label's value, with what Prometheus wants escaped.
func quoted(_ value: Sample.Field.Label.Value) -> String {
    let text =
        switch value {
        case .number(let number): String(number)
        case .name(let name): String(decoding: name.bytes, as: UTF8.self)
        case .word(let word): word.description
        }
    var quoted = "\""
    for character in text {
        switch character {
        case "\\": quoted += "\\\\"
        case "\"": quoted += "\\\""
        case "\n": quoted += "\\n"
        default: quoted.append(character)
        }
    }
    return quoted + "\""
}

func page(_ sample: Sample) -> String {
    var page = ""
    sample.forEachField { section, labels, field, value in
        guard let value, field.kind != .label else { return }
        let pairs = labels.map { "\($0.name)=\(quoted($0.value))" }
        let braces = pairs.isEmpty ? "" : "{" + pairs.joined(separator: ",") + "}"
        page += "probe_\(section.rawValue)_\(field.name)\(braces) \(value.double)\n"
    }
    return page
}

var address = sockaddr_in()
address.sin_family = sa_family_t(AF_INET)
address.sin_addr.s_addr = inet_addr("127.0.0.1")
var size = socklen_t(MemoryLayout<sockaddr_in>.size)
let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
let isOpen = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(server, $0, size) == 0 && listen(server, 8) == 0 && getsockname(server, $0, &size) == 0
    }
}
guard isOpen else { fatalError("no port") }
print(UInt16(bigEndian: address.sin_port))
fflush(nil)

var collector = try Collector()
for _ in 0..<(Int(CommandLine.arguments.dropFirst().first ?? "") ?? 1) {
    let client = accept(server, nil, nil)
    var request = [UInt8](repeating: 0, count: 4096)
    _ = read(client, &request, request.count)
    let body = page(collector.sample())
    let head = "HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n"
    let answer = Array("\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    var sent = 0
    while sent < answer.count {
        let count = answer.withUnsafeBytes {
            write(client, $0.baseAddress! + sent, $0.count - sent)
        }
        guard count > 0 else { break }
        sent += count
    }
    close(client)
}
