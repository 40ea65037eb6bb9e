// An HTTP server that answers each request with every number of a sample, for Prometheus. Prints its port; ends
// after as many requests as its argument says.
import Glibc
import Probe
import ProbeExport

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
var writer = MetricsWriter()
var body: [UInt8] = []
for _ in 0..<(Int(CommandLine.arguments.dropFirst().first ?? "") ?? 1) {
    let client = accept(server, nil, nil)
    var request = [UInt8](repeating: 0, count: 4096)
    _ = read(client, &request, request.count)
    body.removeAll(keepingCapacity: true)
    writer.append(collector.sample(), to: &body)
    let head =
        "HTTP/1.0 200 OK\r\nContent-Type: \(writer.format.contentType)\r\n"
        + "Content-Length: \(body.count)\r\n\r\n"
    let answer = Array(head.utf8) + body
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
