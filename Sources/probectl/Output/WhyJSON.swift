import Probe

/// A diagnosis as JSON.
enum WhyJSON {
    static func line(_ diagnosis: Diagnosis) -> String {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("window_ns", diagnosis.windowNs)
            json.field("severity", diagnosis.severity?.rawValue)
            json.strings("headlines", diagnosis.headlines)
            json.array("findings", diagnosis.findings) { json, finding in
                json.object { add(finding, to: &$0) }
            }
            json.strings("figures", diagnosis.figures)
            json.strings("gaps", diagnosis.gaps)
        }
        return json.line()
    }

    private static func add(_ finding: Diagnosis.Finding, to json: inout JSON) {
        json.field("resource", finding.resource.rawValue)
        json.field("severity", finding.severity.rawValue)
        json.field("headline", finding.headline)
        json.strings("facts", finding.facts)
        json.field("since", finding.since?.words)
        json.field("since_evidence", finding.since?.evidence)
        json.field("shares_of", finding.account?.whole)
        json.array("categories", finding.account?.categories ?? []) { json, category in
            json.object { json in
                json.field("category", category.category.rawValue)
                json.field("processes", category.count)
                json.strings("programs", category.names)
                json.field("share_percent", category.sharePercent)
            }
        }
        json.array("processes", finding.account?.culprits ?? []) { json, culprit in
            json.object { add(culprit, to: &$0) }
        }
        json.array("control_groups", finding.account?.controlGroups ?? []) { json, cgroup in
            json.object { json in
                json.field("path", cgroup.path)
                json.field("share_percent", cgroup.sharePercent)
            }
        }
        json.field("unaccounted_percent", finding.account?.unaccountedPercent)
        json.strings("remarks", finding.account?.remarks ?? [])
    }

    private static func add(_ culprit: Diagnosis.Account.Culprit, to json: inout JSON) {
        let process = culprit.process
        json.field("pid", process.pid)
        json.field("name", process.name)
        json.field("program", culprit.classification.program)
        if process.commandLine == nil {
            json.null("command_line")
        } else {
            json.names("command_line", process.arguments)
        }
        json.field("command_line_cut", process.isCommandLineCut)
        json.field("category", culprit.classification.category.rawValue)
        json.field("confidence", culprit.classification.confidence.rawValue)
        json.field("sentence", culprit.classification.sentence)
        json.field("rule_file", culprit.classification.rule?.file)
        json.field("rule_line", culprit.classification.rule?.line)
        json.field("unit", culprit.classification.unit)
        json.field("container", culprit.classification.container)
        json.field("cgroup", process.cgroup)
        json.field("uid", process.uid.map(Int64.init))
        json.field("state", process.state?.description)
        json.field("ended", culprit.hasEnded)
        json.field("age_ns", process.ageNs)
        json.field("share_percent", culprit.sharePercent)
        json.field("usage_percent", culprit.usagePercent)
        json.field("rss_bytes", process.rssBytes)
        json.field(
            "memory_bytes",
            culprit.memoryBytes.flatMap { Int64(exactly: $0.rounded(.towardZero)) })
        json.field("swap_bytes", process.swapBytes)
        json.field("read_bytes_per_second", culprit.readBytesPerSecond)
        json.field("write_bytes_per_second", culprit.writeBytesPerSecond)
    }
}
