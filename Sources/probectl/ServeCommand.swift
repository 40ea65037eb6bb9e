import CProbectl
import Probe
import ProbeExport

/// `probectl serve`: the metrics by HTTP, one reading for each request.
struct ServeCommand {
    let options: ServeOptions

    init(_ options: ServeOptions) {
        self.options = options
    }

    func run() -> ExitStatus {
        let choice = options.choice
        do throws(ProbeError) {
            let collector = kept(try Collector(root: choice.root))
            collector.pointee.listsAllMounts = choice.allFilesystems
            collector.pointee.readsQuotaDetails = choice.quotaDetails
            collector.pointee.readsHealth = choice.readsHealth
            return serve(&collector.pointee)
        } catch {
            Output.complain("--root \(safe(choice.root)): \(error)")
            return .failed
        }
    }

    private func serve(_ collector: inout Collector) -> ExitStatus {
        var port: UInt16 = 0
        let error = probectl_listen(options.address, options.port, &port)
        guard error == 0 else {
            Output.complain(
                "--listen \(safe(options.address)):\(options.port): \(String(cString: probectl_message(error)))"
            )
            return .failed
        }
        let isIPv6 = options.address.utf8.contains(UInt8(ascii: ":"))
        let host = isIPv6 ? "[\(options.address)]" : options.address
        probectl_end_by_handler()
        Output.write("http://\(safe(host)):\(port)/metrics\n")
        var responder = Responder(options.choice)
        var request = probectl_request()
        while true {
            let error = probectl_next_request(&request)
            guard error == 0 else {
                Output.complain(
                    "cannot wait for requests: \(String(cString: probectl_message(error)))")
                return .failed
            }
            responder.reply(to: &request, &collector)
        }
    }
}

/// Makes the responses, with buffers that are used again.
private struct Responder {
    private let sections: Sample.Sections
    private var prometheus: MetricsWriter
    private var openMetrics: MetricsWriter
    private let sample = kept(Sample())
    private var text: [UInt8] = []

    init(_ choice: MetricsChoice) {
        sections = choice.sections
        prometheus = MetricsWriter(.prometheus, choice)
        openMetrics = MetricsWriter(.openmetrics, choice)
    }

    private static let page = """
        <!DOCTYPE html><html lang="en"><head><title>probectl</title></head><body>
        <h1>probectl \(version)</h1><p><a href="/metrics">Metrics</a></p>
        </body></html>

        """

    mutating func reply(to request: inout probectl_request, _ collector: inout Collector) {
        text.removeAll(keepingCapacity: true)
        let plain = "text/plain; charset=utf-8"
        guard request.is_valid, !request.is_too_large else {
            let status =
                request.is_too_large ? "431 Request Header Fields Too Large" : "400 Bad Request"
            return send(&request, status, plain, message: status)
        }
        let isHead = request.is_head
        guard isHead || request.is_get else {
            let status = "405 Method Not Allowed"
            return send(&request, status, plain, "Allow: GET, HEAD\r\n", message: status)
        }
        if request.is_metrics {
            collector.sample(into: &sample.pointee, sections)
            let format: MetricsWriter.Format =
                request.wants_openmetrics ? .openmetrics : .prometheus
            if request.wants_openmetrics {
                openMetrics.append(sample.pointee, requested: sections, to: &text)
            } else {
                prometheus.append(sample.pointee, requested: sections, to: &text)
            }
            send(&request, "200 OK", format.contentType, isHead: isHead)
        } else if request.is_root {
            text.append(contentsOf: Self.page.utf8)
            send(&request, "200 OK", "text/html; charset=utf-8", isHead: isHead)
        } else {
            send(&request, "404 Not Found", plain, isHead: isHead, message: "404 Not Found")
        }
    }

    private mutating func send(
        _ request: inout probectl_request, _ status: String, _ type: String, _ headers: String = "",
        isHead: Bool = false, message: String = ""
    ) {
        if !message.isEmpty { text.append(contentsOf: "\(message)\n".utf8) }
        var head =
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(text.count)\r\n"
        head += "\(headers)Connection: close\r\n\r\n"
        head.withUTF8 { head in
            text.withUnsafeBytes { body in
                probectl_reply(
                    &request, head.baseAddress, head.count, body.baseAddress,
                    isHead ? 0 : body.count)
            }
        }
    }
}
