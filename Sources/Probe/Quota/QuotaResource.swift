extension Quota {
    /// A resource of an RDMA device or of the misc controller, counted in units of its own.
    /// Sources: rdma.max, rdma.current, misc.max, misc.current and misc.events.
    public struct Resource: Sendable, Hashable {
        /// A controller that names its resources.
        public enum Controller: String, Sendable, Hashable, Codable {
            /// RDMA devices: handles and objects.
            case rdma
            /// What drivers account, such as keys of encrypted virtual machines.
            case misc
        }

        /// The controller.
        public var controller = Controller.misc
        /// The resource: "mlx5_0 hca_handle", "sev".
        public var name = KernelName()
        /// The lowest limit of all levels.
        public var limit = Limit<Int64>.unlimited
        /// Usage of the own cgroup and its descendants; nil if unknown.
        public var current: Int64?
        /// Times that an allocation was refused at the limit of the own cgroup or one below it; nil if
        /// unknown, and of RDMA.
        public var eventsMax: Int64?

        /// An unlimited resource of unknown usage.
        public init() {}
    }
}
