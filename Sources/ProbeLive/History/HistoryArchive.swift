import Probe

// What a history has to be stored: the form that both the binary snapshot and the coders write.

struct HistoryArchive: Sendable {
    var spans: [History.Span] = []
    var seriesLimit = 1
    var newestNs = Int64.min
    var series: [Item] = []

    /// A series with its records.
    struct Item: Sendable {
        var series: History.Series
        /// The records by span.
        var records: [Records] = []
    }

    /// The records of a span: the numbers of its steps, in ascending order, and as many of the rest.
    struct Records: Sendable {
        var slots: [Int64] = []
        /// Of the first span.
        var values: [Double] = []
        /// Of the others.
        var summaries: [HistorySummary] = []
    }
}

extension History {
    /// What is stored of the history.
    var archive: HistoryArchive {
        // Steps that are not over are stored as they are; what follows is added to them.
        var closed = self
        for span in open.indices { closed.close(span) }
        var archive = HistoryArchive(spans: spans, seriesLimit: seriesLimit, newestNs: newestNs)
        for column in columns.indices where hasRecords(column) {
            archive.series.append(closed.item(column))
        }
        return archive
    }

    private func item(_ column: Int) -> HistoryArchive.Item {
        var item = HistoryArchive.Item(series: columns[column].series)
        var first = HistoryArchive.Records()
        forEachSlot(values, column) { slot in
            guard let value = values.record(column, at: slot), !value.isNaN else { return }
            first.slots.append(slot)
            first.values.append(value)
        }
        item.records.append(first)
        for ring in summaries {
            var records = HistoryArchive.Records()
            forEachSlot(ring, column) { slot in
                guard let summary = ring.record(column, at: slot), summary.count > 0 else { return }
                records.slots.append(slot)
                records.summaries.append(summary)
            }
            item.records.append(records)
        }
        return item
    }

    /// A history of what was stored. What does not fit into the spans or the limit is left out.
    init(
        _ archive: HistoryArchive,
        fields: @escaping @Sendable (Sample.Section, Sample.Field) -> Bool
    ) {
        self.init(spans: archive.spans, seriesLimit: archive.seriesLimit, fields: fields)
        newestNs = archive.newestNs
        guard newestNs >= 0 else { return }
        for item in archive.series.prefix(seriesLimit) { restore(item.series) }
        _ = values.open(values.slot(of: newestNs), columns: columns.count, empty: .nan)
        for span in summaries.indices {
            _ = summaries[span].open(
                summaries[span].slot(of: newestNs), columns: columns.count, empty: HistorySummary())
        }
        // One span after the other: the rows of one are packed before those of the next are made.
        let items = archive.series.compactMap { item in
            index[item.series.key.bytes].map { (column: $0, records: item.records) }
        }
        values.beginRestoring()
        for item in items where !item.records.isEmpty {
            let records = item.records[0]
            values.put(records.slots, records.values, item.column, columns.count, .nan)
        }
        values.endRestoring()
        for span in summaries.indices {
            summaries[span].beginRestoring()
            for item in items where span + 1 < item.records.count {
                let records = item.records[span + 1]
                summaries[span].put(
                    records.slots, records.summaries, item.column, columns.count, HistorySummary())
            }
            summaries[span].endRestoring()
        }
    }
}

extension HistoryRing {
    /// Stores the records of a column in the rows of their steps, as far as they are not too old.
    fileprivate mutating func put(
        _ slots: [Int64], _ records: [Record], _ column: Int, _ columns: Int, _ empty: Record
    ) {
        for (slot, record) in zip(slots, records) where slot <= newest && slot >= oldest {
            set(record, column, at: open(slot, columns: columns, empty: empty))
        }
    }
}

#if !hasFeature(Embedded)
    extension History.LabelValue: Codable {
        /// Reads a number, a text, or the bytes of a name that is no text.
        public init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .name(KernelName(text))
            } else {
                self = .name(KernelName(bytes: try value.decode([UInt8].self)))
            }
        }

        /// Writes a number, a text, or the bytes of a name that is no text.
        public func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            switch self {
            case .number(let number): try value.encode(number)
            case .name(let name) where name.isUTF8: try value.encode(name.description)
            case .name(let name): try value.encode(name.bytes)
            }
        }
    }

    extension History.Series: Codable {
        enum CodingKeys: String, CodingKey {
            case key, unit, kind
            case isPerSecond = "per_second"
            case beganNs = "began_ns"
            case lastNs = "last_ns"
            case isLive = "live"
        }

        /// Reads the keys that the encoder writes.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            func known<Value: RawRepresentable<String>>(_ key: CodingKeys) throws -> Value {
                let text = try values.decode(String.self, forKey: key)
                guard let value = Value(rawValue: text) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: key, in: values, debugDescription: "unknown: \(text)")
                }
                return value
            }
            self.init(
                key: try values.decode(History.Key.self, forKey: .key), unit: try known(.unit),
                isPerSecond: try values.decode(Bool.self, forKey: .isPerSecond),
                kind: try known(.kind), beganNs: try values.decode(Int64.self, forKey: .beganNs),
                lastNs: try values.decode(Int64.self, forKey: .lastNs),
                isLive: try values.decode(Bool.self, forKey: .isLive))
        }

        /// Writes the series without its records.
        public func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(key, forKey: .key)
            try values.encode(unit.rawValue, forKey: .unit)
            try values.encode(kind.rawValue, forKey: .kind)
            try values.encode(isPerSecond, forKey: .isPerSecond)
            try values.encode(beganNs, forKey: .beganNs)
            try values.encode(lastNs, forKey: .lastNs)
            try values.encode(isLive, forKey: .isLive)
        }
    }

    extension HistoryArchive.Item: Codable {}

    extension HistoryArchive.Records: Codable {
        enum CodingKeys: String, CodingKey {
            case slots, values, minimum, mean, maximum, count
        }

        init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            self.init(slots: try object.decode([Int64].self, forKey: .slots))
            if let values = try object.decodeIfPresent([Double].self, forKey: .values) {
                self.values = values.map { $0.isFinite ? $0 : .nan }
                return
            }
            let minimum = try object.decode([Float].self, forKey: .minimum)
            let mean = try object.decode([Float].self, forKey: .mean)
            let maximum = try object.decode([Float].self, forKey: .maximum)
            let count = try object.decode([UInt32].self, forKey: .count)
            guard [mean.count, maximum.count, count.count].allSatisfy({ $0 == minimum.count })
            else {
                throw DecodingError.dataCorruptedError(
                    forKey: .count, in: object, debugDescription: "lists of different lengths")
            }
            summaries = minimum.indices.map {
                HistorySummary(
                    minimum: minimum[$0], maximum: maximum[$0], mean: mean[$0], count: count[$0])
            }
        }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(slots, forKey: .slots)
            if summaries.isEmpty {
                try object.encode(values, forKey: .values)
                return
            }
            try object.encode(summaries.map { $0.minimum }, forKey: .minimum)
            try object.encode(summaries.map { $0.mean }, forKey: .mean)
            try object.encode(summaries.map { $0.maximum }, forKey: .maximum)
            try object.encode(summaries.map { $0.count }, forKey: .count)
        }
    }

    extension History: Codable {
        enum CodingKeys: String, CodingKey {
            case version, spans, series
            case seriesLimit = "series_limit"
            case newestNs = "newest_ns"
        }

        /// Reads what the encoder wrote. Records every field: which were chosen is not stored.
        public init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: CodingKeys.self)
            let version = try object.decode(Int.self, forKey: .version)
            guard version == HistorySnapshot.version else {
                throw DecodingError.dataCorruptedError(
                    forKey: .version, in: object, debugDescription: "unknown version \(version)")
            }
            self.init(
                HistoryArchive(
                    spans: try object.decode([Span].self, forKey: .spans),
                    seriesLimit: try object.decode(Int.self, forKey: .seriesLimit),
                    newestNs: try object.decodeIfPresent(Int64.self, forKey: .newestNs) ?? .min,
                    series: try object.decode([HistoryArchive.Item].self, forKey: .series)),
                fields: { _, _ in true })
        }

        /// Writes the spans, the series and their records. A slot is the number of a step since 1970.
        public func encode(to encoder: any Encoder) throws {
            let archive = archive
            var object = encoder.container(keyedBy: CodingKeys.self)
            try object.encode(HistorySnapshot.version, forKey: .version)
            try object.encode(archive.spans, forKey: .spans)
            try object.encode(archive.seriesLimit, forKey: .seriesLimit)
            if archive.newestNs != .min { try object.encode(archive.newestNs, forKey: .newestNs) }
            try object.encode(archive.series, forKey: .series)
        }
    }
#endif
