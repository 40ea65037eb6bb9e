extension Diagnosis {
    /// The JSON of `probectl why --format json`: one object, on one line, without a newline.
    ///
    /// `Documentation/schema.json` describes it, as "why". Sentences are for people; a program uses "kind",
    /// "measured", "device" and "control_group" of a finding, and the numbers of its processes.
    public func json() -> String { document().text() }

    /// Appends the bytes of ``json()``.
    public func appendJSON(to buffer: inout [UInt8]) { document().append(to: &buffer) }

    package func document() -> JSON {
        var json = JSON()
        json.object { json in
            json.field("schema", JSON.schema)
            json.field("window_ns", windowNs)
            json.field("severity", severity?.rawValue)
            json.strings("headlines", headlines)
            json.array("findings", findings) { json, finding in
                json.object { finding.write(to: &$0) }
            }
            json.strings("figures", figures)
            json.strings("gaps", gaps)
        }
        return json
    }
}

#if !hasFeature(Embedded)
    extension Diagnosis: Encodable {
        /// Encodes the object of ``json()``. A diagnosis cannot be decoded.
        public func encode(to encoder: any Encoder) throws {
            try document().tree().encode(to: encoder)
        }
    }
#endif

extension Diagnosis.Finding {
    fileprivate func write(to json: inout JSON) {
        json.field("resource", resource.rawValue)
        json.field("kind", kind.rawValue)
        json.field("severity", severity.rawValue)
        json.field("headline", headline)
        json.strings("details", details)
        if let measured {
            json.object("measured") { json in
                json.field("value", measured.value)
                json.field("unit", measured.unit.rawValue)
                json.field("threshold", measured.threshold)
            }
        } else {
            json.null("measured")
        }
        json.field("control_group", controlGroup)
        json.field("limit_file", limitFile)
        json.field("container", container)
        json.field("unit", unit)
        json.field("device", device)
        json.field("since", since?.words)
        json.field("since_evidence", since?.evidence)
        json.field("shares_of", account?.whole)
        json.array("categories", account?.categories ?? []) { json, category in
            json.object { json in
                json.field("category", category.category.rawValue)
                json.field("processes", category.count)
                json.strings("programs", category.names)
                json.field("share_percent", category.sharePercent)
            }
        }
        json.array("processes", account?.culprits ?? []) { json, culprit in
            json.object { culprit.write(to: &$0) }
        }
        json.array("control_groups", account?.controlGroups ?? []) { json, cgroup in
            json.object { json in
                json.field("path", cgroup.path)
                json.field("share_percent", cgroup.sharePercent)
            }
        }
        json.field("unaccounted_percent", account?.unaccountedPercent)
        json.strings("remarks", account?.remarks ?? [])
    }
}

extension Diagnosis.Account.Culprit {
    fileprivate func write(to json: inout JSON) {
        json.field("pid", process.pid)
        json.field("name", process.name)
        json.field("program", classification.program)
        if process.commandLine == nil {
            json.null("command_line")
        } else {
            json.names("command_line", process.arguments)
        }
        json.field("command_line_cut", process.isCommandLineCut)
        json.field("category", classification.category.rawValue)
        json.field("confidence", classification.confidence.rawValue)
        json.field("sentence", classification.sentence)
        json.field("rule_file", classification.rule?.file)
        json.field("rule_line", classification.rule?.line)
        json.field("unit", classification.unit)
        json.field("container", classification.container)
        json.field("cgroup", process.cgroup)
        json.field("uid", process.uid.map(Int64.init))
        json.field("state", process.state?.description)
        json.field("ended", hasEnded)
        json.field("age_ns", process.ageNs)
        json.field("share_percent", sharePercent)
        json.field("usage_percent", usagePercent)
        json.field("rss_bytes", process.rssBytes)
        json.field(
            "memory_bytes", memoryBytes.flatMap { Int64(exactly: $0.rounded(.towardZero)) })
        json.field("swap_bytes", process.swapBytes)
        json.field("read_bytes_per_second", readBytesPerSecond)
        json.field("write_bytes_per_second", writeBytesPerSecond)
    }
}
