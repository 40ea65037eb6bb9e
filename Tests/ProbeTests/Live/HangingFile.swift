import CProbeInternals
import Foundation
import Synchronization

/// A file whose server does not answer: a bare FUSE server. Mounted over one file, in the mount
/// namespace of the calling thread. The server ends at its deadline, so that nothing waits for good.
final class HangingFile: @unchecked Sendable {
    /// What the server answers.
    enum Answers {
        /// Every request but READ.
        case allButReads
        /// None: the server died as soon as the file was mounted.
        case nothing
    }

    private let fuse: Int32
    private let path: String
    private let answers: Answers
    private let lock = NSLock()
    private var isOver = false

    /// Why there cannot be one here; nil where there can.
    static let obstacle: String? = {
        #if os(Linux)
            if getuid() != 0 { return "it takes root to mount" }
            guard inOwnMounts({}) else { return "no mount namespace can be made" }
            return access("/dev/fuse", R_OK | W_OK) == 0 ? nil : "there is no /dev/fuse"
        #else
            return "FUSE is Linux's"
        #endif
    }()

    init?(at path: String, answering answers: Answers = .allButReads, deadline: TimeInterval) {
        self.path = path
        self.answers = answers
        #if os(Linux)
            fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC)
            let options = "fd=\(fuse),rootmode=100000,user_id=0,group_id=0"
            guard fuse >= 0, mount("hanging", path, "fuse.hanging", 0, options) == 0 else {
                return nil
            }
            let end = Date().addingTimeInterval(deadline)
            Thread.detachNewThread { self.serve(until: end) }
        #else
            return nil
        #endif
    }

    /// Lets go whoever waits.
    func end() {
        lock.withLock { isOver = true }
    }

    private func serve(until end: Date) {
        var request = [UInt8](repeating: 0, count: 1 << 17)
        while Date() < end, !lock.withLock({ isOver }) {
            var wait = pollfd(fd: fuse, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 20) == 1 else { continue }
            guard read(fuse, &request, request.count) >= 40 else { break }
            answer(request)
        }
        // Closing is not enough where somebody else has it open: it may be who waits.
        #if os(Linux)
            umount2(path, Int32(MNT_FORCE))
            umount2(path, Int32(MNT_DETACH))
        #endif
        close(fuse)
    }

    /// linux/fuse.h: the numbers of the requests, and what each is answered with.
    private func answer(_ request: [UInt8]) {
        func word(_ offset: Int) -> UInt32 {
            request[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
        var body: [UInt32] = []
        var error: Int32 = 0
        // INIT is answered in any case: else the kernel waits for it in mount(2).
        guard answers == .allButReads || word(4) == 26 else { return }
        switch word(4) {
        case 2, 15, 36: return  // FORGET and INTERRUPT have no answer; READ is to have none.
        case 26: body = [7, 31, 0, 0, 12 | 10 << 16, 4096] + [UInt32](repeating: 0, count: 10)
        case 3:  // GETATTR: a regular file of 6 bytes.
            body = [UInt32](repeating: 0, count: 26)
            (body[4], body[6], body[19], body[20]) = (1, 6, 0o100444, 1)
        case 14: body = [1, 0, 1, 0]  // OPEN, past the page cache.
        case 18, 25: break  // RELEASE, FLUSH
        default: error = -ENOSYS
        }
        let length = UInt32(16 + body.count * 4)
        let reply = [length, UInt32(bitPattern: error), word(8), word(12)] + body
        _ = reply.withUnsafeBytes { write(fuse, $0.baseAddress, $0.count) }
    }
}

/// Runs the body in a thread with a mount namespace of its own. False where there is no such namespace,
/// or the body did not end within 30 seconds.
func inOwnMounts(_ body: @escaping @Sendable () -> Void) -> Bool {
    let done = DispatchSemaphore(value: 0)
    let hasLeft = Mutex(false)
    Thread.detachNewThread {
        if cpi_leave_mounts() {
            hasLeft.withLock { $0 = true }
            body()
        }
        done.signal()
    }
    return done.wait(timeout: .now() + 30) == .success && hasLeft.withLock { $0 }
}
