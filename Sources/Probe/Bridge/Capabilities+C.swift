internal import CProbe

extension Capabilities {
    /// Of this build.
    public static var current: Capabilities {
        let bits = cprobe_capabilities()
        func has(_ section: cprobe_section) -> Bool { bits >> section.rawValue & 1 != 0 }
        var capabilities = Capabilities()
        capabilities.cpu = has(.CPROBE_SECTION_CPU)
        capabilities.load = has(.CPROBE_SECTION_LOAD)
        capabilities.memory = has(.CPROBE_SECTION_MEMORY)
        capabilities.quota = has(.CPROBE_SECTION_QUOTA)
        capabilities.port = String(cString: cprobe_port_name())
        return capabilities
    }
}
