import Foundation
import Testing

@testable import Probe

@Suite("The JSON of a diagnosis")
struct DiagnosisJSONTests {
    private func findings(_ diagnosis: Diagnosis) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(diagnosis.json().utf8))
        let document = try #require(object as? [String: Any])
        return try #require(document["findings"] as? [[String: Any]])
    }

    @Test("A finding has its kind, its number and what it is about")
    func finding() throws {
        let disk = Diagnosis.Finding(
            resource: .disk, kind: .diskBusy, severity: .high, title: "Disk busy",
            measured: Diagnosis.Measured(value: 92.5, unit: .percent, threshold: 90),
            device: KernelName(bytes: [0x61, 0xff]))
        let quota = Diagnosis.Finding(
            resource: .memory, kind: .memoryKill, severity: .severe, title: "Killed",
            measured: Diagnosis.Measured(value: 3, unit: .count), controlGroup: "/a.slice")
        let other = Diagnosis.Finding(
            resource: .filesystem, kind: .filesystemReadOnly, severity: .high, title: "Read-only")
        let findings = try findings(Diagnosis(findings: [disk, quota, other]))
        #expect(
            findings.map { $0["kind"] as? String } == [
                "disk_busy", "memory_kill", "filesystem_read_only",
            ])
        let measured = findings.map { $0["measured"] as? [String: Any] }
        #expect(measured[0]?["value"] as? Double == 92.5)
        #expect(measured[0]?["unit"] as? String == "percent")
        #expect(measured[0]?["threshold"] as? Double == 90)
        #expect(measured[1]?["value"] as? Int == 3 && measured[1]?["unit"] as? String == "count")
        #expect(measured[1]?["threshold"] is NSNull && findings[2]["measured"] is NSNull)
        #expect(findings[0]["device_hex"] as? String == "61ff" && findings[1]["device"] is NSNull)
        #expect(findings[1]["control_group"] as? String == "/a.slice")
        #expect(findings[0]["control_group"] is NSNull)
    }

    @Test("A diagnosis of readings encodes to the same object")
    func measured() throws {
        var machine = MadeMachine()
        machine.setCPU(percent: 97)
        let diagnosis = machine.diagnosis()
        let finding = try #require(try findings(diagnosis).first)
        #expect(finding["kind"] as? String == "cpu_busy")
        let coded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(diagnosis))
        let text = try JSONSerialization.jsonObject(with: Data(diagnosis.json().utf8))
        #expect(coded as? NSDictionary == text as? NSDictionary)
        var buffer: [UInt8] = [1]
        diagnosis.appendJSON(to: &buffer)
        #expect(buffer == [1] + Array(diagnosis.json().utf8))
    }
}
