/// Further counters of TCP over IPv4 and IPv6 since the network namespace was created, and a few of
/// IP. Source: /proc/net/netstat, TcpExt:.
public struct TCPExtendedCounters: Sendable, Hashable, Codable {
    /// SYN cookies sent, because the queue of a listening socket was full (SyncookiesSent).
    public var syncookiesSent: Int64?
    /// Valid SYN cookies received (SyncookiesRecv).
    public var syncookiesRecv: Int64?
    /// Invalid SYN cookies received (SyncookiesFailed).
    public var syncookiesFailed: Int64?
    /// Connections reset before they were established (EmbryonicRsts).
    public var embryonicRsts: Int64?
    /// Times that the receive buffer of a socket was full, and the kernel tried to free memory of
    /// it (PruneCalled).
    public var pruneCalled: Int64?
    /// Packets dropped because memory could not be freed in the receive buffer of a socket
    /// (RcvPruned).
    public var rcvPruned: Int64?
    /// Times that packets received out of order were dropped because a socket lacked memory
    /// (OfoPruned).
    public var ofoPruned: Int64?
    /// ICMP messages dropped because they were outside the window of their connection
    /// (OutOfWindowIcmps).
    public var outOfWindowIcmps: Int64?
    /// ICMP messages dropped because their socket was in use (LockDroppedIcmps).
    public var lockDroppedIcmps: Int64?
    /// ARP requests that were not answered because of net.ipv4.conf.*.arp_filter (ArpFilter).
    public var arpFilter: Int64?
    /// Connections that left TIME-WAIT because its time was over (TW).
    public var tw: Int64?
    /// Sockets in TIME-WAIT that were used for a new connection (TWRecycled).
    public var twRecycled: Int64?
    /// Sockets in TIME-WAIT that were ended because of their time stamps (TWKilled).
    public var twKilled: Int64?
    /// Packets of connections in SYN-SENT that were rejected because of their time stamp
    /// (PAWSActive).
    public var pawsActive: Int64?
    /// Packets of established connections that were rejected because of their time stamp
    /// (PAWSEstab).
    public var pawsEstab: Int64?
    /// Packets dropped because they were beyond the receive window (BeyondWindow). Since 6.17.
    public var beyondWindow: Int64?
    /// Packets dropped because they echo a time stamp that was not sent (TSEcrRejected). Since
    /// 6.15.
    public var tsecrRejected: Int64?
    /// Old acknowledgements with an old time stamp, which are not counted as rejected (PAWSOldAck).
    /// Since 6.14.
    public var pawsOldAck: Int64?
    /// Packets of connections in TIME-WAIT that were rejected because of their time stamp
    /// (PAWSTimewait). Since 6.14.
    public var pawsTimewait: Int64?
    /// Delayed acknowledgements sent (DelayedACKs).
    public var delayedAcks: Int64?
    /// Acknowledgements delayed further because their socket was in use (DelayedACKLocked).
    public var delayedAckLocked: Int64?
    /// Delayed acknowledgements that were probably lost, because their data arrived again
    /// (DelayedACKLost).
    public var delayedAckLost: Int64?
    /// Times that a connection was not accepted because the accept queue of its listening socket
    /// was full (ListenOverflows).
    public var listenOverflows: Int64?
    /// Connection requests dropped by a listening socket, those of a full accept queue included
    /// (ListenDrops).
    public var listenDrops: Int64?
    /// Packets received by the fast path (header prediction) (TCPHPHits).
    public var tcpHpHits: Int64?
    /// Acknowledgements without data received by the slow path (TCPPureAcks).
    public var tcpPureAcks: Int64?
    /// Acknowledgements received by the fast path (header prediction) (TCPHPAcks).
    public var tcpHpAcks: Int64?
    /// Recoveries from packet loss by fast retransmit, without SACK (TCPRenoRecovery).
    public var tcpRenoRecovery: Int64?
    /// Recoveries from packet loss by fast retransmit, with SACK (TCPSackRecovery).
    public var tcpSackRecovery: Int64?
    /// Packets that a peer had acknowledged by SACK and then discarded (TCPSACKReneging).
    public var tcpSackReneging: Int64?
    /// Reordered packets that SACK detected (TCPSACKReorder).
    public var tcpSackReorder: Int64?
    /// Reordered packets that duplicate acknowledgements detected (TCPRenoReorder).
    public var tcpRenoReorder: Int64?
    /// Reordered packets that time stamps detected (TCPTSReorder).
    public var tcpTsReorder: Int64?
    /// Recoveries undone completely by time stamps, since all retransmits were unnecessary
    /// (TCPFullUndo).
    public var tcpFullUndo: Int64?
    /// Recoveries undone partly by time stamps (TCPPartialUndo).
    public var tcpPartialUndo: Int64?
    /// Recoveries undone by duplicate SACK (TCPDSACKUndo).
    public var tcpDsackUndo: Int64?
    /// Recoveries from a timeout that were undone (TCPLossUndo).
    public var tcpLossUndo: Int64?
    /// Retransmitted segments that were lost again (TCPLostRetransmit).
    public var tcpLostRetransmit: Int64?
    /// Timeouts that followed a fast retransmit without SACK (TCPRenoFailures).
    public var tcpRenoFailures: Int64?
    /// Timeouts that followed a fast retransmit with SACK (TCPSackFailures).
    public var tcpSackFailures: Int64?
    /// Timeouts within a recovery from a timeout (TCPLossFailures).
    public var tcpLossFailures: Int64?
    /// Segments retransmitted by fast retransmit (TCPFastRetrans).
    public var tcpFastRetrans: Int64?
    /// Segments retransmitted in slow start after a timeout (TCPSlowStartRetrans).
    public var tcpSlowStartRetrans: Int64?
    /// Retransmission timeouts (TCPTimeouts).
    public var tcpTimeouts: Int64?
    /// Tail loss probes sent (TCPLossProbes). Since 3.10.
    public var tcpLossProbes: Int64?
    /// Losses repaired by a tail loss probe (TCPLossProbeRecovery). Since 3.10.
    public var tcpLossProbeRecovery: Int64?
    /// Retransmits without SACK that failed (TCPRenoRecoveryFail).
    public var tcpRenoRecoveryFail: Int64?
    /// Retransmits with SACK that failed (TCPSackRecoveryFail).
    public var tcpSackRecoveryFail: Int64?
    /// Packets merged in receive buffers to free memory (TCPRcvCollapsed).
    public var tcpRcvCollapsed: Int64?
    /// Packets merged in the backlog of a socket in use (TCPBacklogCoalesce). Since 5.0.
    public var tcpBacklogCoalesce: Int64?
    /// Duplicate SACKs sent for packets that had been acknowledged (TCPDSACKOldSent).
    public var tcpDsackOldSent: Int64?
    /// Duplicate SACKs sent for packets out of order (TCPDSACKOfoSent).
    public var tcpDsackOfoSent: Int64?
    /// Duplicate SACKs received for packets that had been acknowledged (TCPDSACKRecv).
    public var tcpDsackRecv: Int64?
    /// Duplicate SACKs received for packets out of order (TCPDSACKOfoRecv).
    public var tcpDsackOfoRecv: Int64?
    /// Connections reset because data arrived after the program closed them (TCPAbortOnData).
    public var tcpAbortOnData: Int64?
    /// Connections reset because the program closed them with unread data (TCPAbortOnClose).
    public var tcpAbortOnClose: Int64?
    /// Connections reset for lack of memory, or because of too many orphans (TCPAbortOnMemory).
    public var tcpAbortOnMemory: Int64?
    /// Connections ended because a timer had no retries left (TCPAbortOnTimeout).
    public var tcpAbortOnTimeout: Int64?
    /// Connections reset because they lingered too long in FIN-WAIT-2 after they were closed
    /// (TCPAbortOnLinger).
    public var tcpAbortOnLinger: Int64?
    /// Times that a connection could not send the RST of its end (TCPAbortFailed).
    public var tcpAbortFailed: Int64?
    /// Times that the memory of TCP came under pressure (TCPMemoryPressures).
    public var tcpMemoryPressures: Int64?
    /// Time that the memory of TCP was under pressure, in nanoseconds (TCPMemoryPressuresChrono).
    /// Since 4.13.
    public var tcpMemoryPressuresChronoNs: Int64?
    /// Invalid SACK blocks received and ignored (TCPSACKDiscard).
    public var tcpSackDiscard: Int64?
    /// Invalid duplicate SACKs received, for data that was retransmitted before
    /// (TCPDSACKIgnoredOld).
    public var tcpDsackIgnoredOld: Int64?
    /// Invalid duplicate SACKs received, for data that was not retransmitted
    /// (TCPDSACKIgnoredNoUndo).
    public var tcpDsackIgnoredNoUndo: Int64?
    /// Retransmission timeouts that were unnecessary, detected by F-RTO (TCPSpuriousRTOs).
    public var tcpSpuriousRtos: Int64?
    /// Packets moved into the packet before them by SACK processing (TCPSackShifted).
    public var tcpSackShifted: Int64?
    /// Packets merged with the packet before them by SACK processing (TCPSackMerged).
    public var tcpSackMerged: Int64?
    /// Packets that SACK processing could neither move nor merge (TCPSackShiftFallback).
    public var tcpSackShiftFallback: Int64?
    /// Packets dropped because the backlog of their socket was full (TCPBacklogDrop).
    public var tcpBacklogDrop: Int64?
    /// Packets dropped because they use memory that is reserved for freeing memory
    /// (PFMemallocDrop). Since 4.8.
    public var pfmemallocDrop: Int64?
    /// Packets dropped because their time to live was below the minimum of their socket
    /// (TCPMinTTLDrop).
    public var tcpMinTtlDrop: Int64?
    /// Acknowledgements without data dropped by a listening socket with TCP_DEFER_ACCEPT
    /// (TCPDeferAcceptDrop).
    public var tcpDeferAcceptDrop: Int64?
    /// IPv4 packets dropped by the reverse path filter (IPReversePathFilter).
    public var ipReversePathFilter: Int64?
    /// Connections that skipped TIME-WAIT because of too many sockets in it (TCPTimeWaitOverflow).
    public var tcpTimeWaitOverflow: Int64?
    /// Times that a full queue of connection requests was answered by SYN cookies
    /// (TCPReqQFullDoCookies).
    public var tcpReqQFullDoCookies: Int64?
    /// Connection requests dropped because the queue was full and SYN cookies are disabled
    /// (TCPReqQFullDrop).
    public var tcpReqQFullDrop: Int64?
    /// Retransmits that the network layer refused (TCPRetransFail).
    public var tcpRetransFail: Int64?
    /// Packets merged in receive queues (TCPRcvCoalesce).
    public var tcpRcvCoalesce: Int64?
    /// Packets received out of order and queued (TCPOFOQueue).
    public var tcpOfoQueue: Int64?
    /// Packets received out of order and dropped for lack of memory (TCPOFODrop).
    public var tcpOfoDrop: Int64?
    /// Packets received out of order with data that was already queued (TCPOFOMerge).
    public var tcpOfoMerge: Int64?
    /// Acknowledgements sent to challenge a suspicious packet (RFC 5961) (TCPChallengeACK).
    public var tcpChallengeAck: Int64?
    /// Acknowledgements sent to challenge a SYN of an established connection (RFC 5961)
    /// (TCPSYNChallenge).
    public var tcpSynChallenge: Int64?
    /// Retransmits skipped because the first copy was still in a queue of this machine
    /// (TCPSpuriousRtxHostQueues). Since 3.15.
    public var tcpSpuriousRtxHostQueues: Int64?
    /// Packets received by busy polling (BusyPollRxPackets). Since 3.11.
    public var busyPollRxPackets: Int64?
    /// Small writes that waited for others, to be sent in one packet (TCPAutoCorking). Since 3.14.
    public var tcpAutoCorking: Int64?
    /// Times that an advertised receive window changed from zero (TCPFromZeroWindowAdv). Since
    /// 3.15.
    public var tcpFromZeroWindowAdv: Int64?
    /// Times that an advertised receive window changed to zero (TCPToZeroWindowAdv). Since 3.15.
    public var tcpToZeroWindowAdv: Int64?
    /// Times that a receive window should have changed to zero, but was announced larger before
    /// (TCPWantZeroWindowAdv). Since 3.15.
    public var tcpWantZeroWindowAdv: Int64?
    /// SYN and SYN-ACK segments retransmitted (TCPSynRetrans). Since 3.15.
    public var tcpSynRetrans: Int64?
    /// Segments with data sent, retransmissions not included (TCPOrigDataSent). Since 3.15.
    public var tcpOrigDataSent: Int64?
    /// Times that Hystart ended slow start by the length of a train of acknowledgements
    /// (TCPHystartTrainDetect). Since 3.19.
    public var tcpHystartTrainDetect: Int64?
    /// Sum of the congestion windows when Hystart ended slow start by the length of a train
    /// (TCPHystartTrainCwnd). Since 3.19.
    public var tcpHystartTrainCwnd: Int64?
    /// Times that Hystart ended slow start by the delay of acknowledgements
    /// (TCPHystartDelayDetect). Since 3.19.
    public var tcpHystartDelayDetect: Int64?
    /// Sum of the congestion windows when Hystart ended slow start by the delay
    /// (TCPHystartDelayCwnd). Since 3.19.
    public var tcpHystartDelayCwnd: Int64?
    /// Acknowledgements of unexpected packets in SYN-RECEIVED, not sent to limit their rate
    /// (TCPACKSkippedSynRecv). Since 4.0.
    public var tcpAckSkippedSynRecv: Int64?
    /// Acknowledgements of packets with a rejected time stamp, not sent to limit their rate
    /// (TCPACKSkippedPAWS). Since 4.0.
    public var tcpAckSkippedPaws: Int64?
    /// Acknowledgements of packets outside the window, not sent to limit their rate
    /// (TCPACKSkippedSeq). Since 4.0.
    public var tcpAckSkippedSeq: Int64?
    /// Acknowledgements of unexpected packets in FIN-WAIT-2, not sent to limit their rate
    /// (TCPACKSkippedFinWait2). Since 4.0.
    public var tcpAckSkippedFinWait2: Int64?
    /// Acknowledgements of unexpected packets in TIME-WAIT, not sent to limit their rate
    /// (TCPACKSkippedTimeWait). Since 4.0.
    public var tcpAckSkippedTimeWait: Int64?
    /// Challenge acknowledgements not sent to limit their rate (TCPACKSkippedChallenge). Since 4.0.
    public var tcpAckSkippedChallenge: Int64?
    /// Probes of zero windows sent (TCPWinProbe). Since 4.2.
    public var tcpWinProbe: Int64?
    /// Keep-alive probes sent (TCPKeepAlive). Since 4.2.
    public var tcpKeepAlive: Int64?
    /// Probes of the path MTU that were lost (TCPMTUPFail). Since 4.3.
    public var tcpMtupFail: Int64?
    /// Probes of the path MTU that arrived (TCPMTUPSuccess). Since 4.3.
    public var tcpMtupSuccess: Int64?
    /// Segments delivered to peers, retransmissions included (TCPDelivered). Since 4.18.
    public var tcpDelivered: Int64?
    /// Segments delivered to peers that report congestion (ECN) (TCPDeliveredCE). Since 4.18.
    public var tcpDeliveredCe: Int64?
    /// Acknowledgements not sent because a later one includes them (TCPAckCompressed). Since 4.18.
    public var tcpAckCompressed: Int64?
    /// Packets dropped because the receive window was zero (TCPZeroWindowDrop). Since 4.19.
    public var tcpZeroWindowDrop: Int64?
    /// Packets dropped because the receive buffer had no memory left (TCPRcvQDrop). Since 4.19.
    public var tcpRcvqDrop: Int64?
    /// Segments not split because the send buffer of the socket was too full (TCPWqueueTooBig).
    /// Since 5.2.
    public var tcpWqueueTooBig: Int64?
    /// Times that a connection changed its path after a timeout (TcpTimeoutRehash). Since 5.6.
    public var tcpTimeoutRehash: Int64?
    /// Times that a connection changed its path after duplicate data (TcpDuplicateDataRehash).
    /// Since 5.6.
    public var tcpDuplicateDataRehash: Int64?
    /// Segments of which duplicate SACKs reported a second copy (TCPDSACKRecvSegs). Since 5.10.
    public var tcpDsackRecvSegs: Int64?
    /// Duplicate SACKs received and ignored because they reported more than was retransmitted
    /// (TCPDSACKIgnoredDubious). Since 5.10.
    public var tcpDsackIgnoredDubious: Int64?
    /// Connection requests that moved from a closed listening socket to another one
    /// (TCPMigrateReqSuccess). Since 5.14.
    public var tcpMigrateReqSuccess: Int64?
    /// Connection requests that could not move to another listening socket (TCPMigrateReqFailure).
    /// Since 5.14.
    public var tcpMigrateReqFailure: Int64?
    /// Times that a connection changed its path because of congestion (protective load balancing)
    /// (TCPPLBRehash). Since 6.2.
    public var tcpPlbRehash: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of TCP Fast Open (RFC 7413) since the network namespace was created. Source:
/// /proc/net/netstat, TcpExt:.
public struct TCPFastOpenCounters: Sendable, Hashable, Codable {
    /// Connections opened from here with data in the SYN, which the peer acknowledged
    /// (TCPFastOpenActive).
    public var active: Int64?
    /// Connections opened from here with data in the SYN, which the peer did not acknowledge
    /// (TCPFastOpenActiveFail). Since 3.15.
    public var activeFail: Int64?
    /// Connections accepted with data in the SYN (TCPFastOpenPassive).
    public var passive: Int64?
    /// Connections with data in the SYN that could not be accepted by fast open
    /// (TCPFastOpenPassiveFail).
    public var passiveFail: Int64?
    /// Connections with data in the SYN that exceeded the limit of their listening socket
    /// (TCPFastOpenListenOverflow).
    public var listenOverflow: Int64?
    /// Cookies that peers requested (TCPFastOpenCookieReqd).
    public var cookieReqd: Int64?
    /// Times that fast open was disabled because its packets vanished (TCPFastOpenBlackhole). Since
    /// 4.12.
    public var blackhole: Int64?
    /// Connections accepted with a cookie of the previous key (TCPFastOpenPassiveAltKey). Since
    /// 5.3.
    public var passiveAltKey: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of TCP segments with an MD5 signature (RFC 2385) or an authentication option (TCP-AO,
/// RFC 5925) since the network namespace was created. Source: /proc/net/netstat, TcpExt:.
public struct TCPSignatureCounters: Sendable, Hashable, Codable {
    /// Segments dropped because they had no MD5 signature, and one was expected (TCPMD5NotFound).
    public var md5NotFound: Int64?
    /// Segments dropped because they had an MD5 signature, and none was expected
    /// (TCPMD5Unexpected).
    public var md5Unexpected: Int64?
    /// Segments dropped because their MD5 signature was wrong (TCPMD5Failure). Since 4.9.
    public var md5Failure: Int64?
    /// Segments dropped because they had no TCP-AO option, and one was expected (TCPAORequired).
    /// Since 6.7.
    public var aoRequired: Int64?
    /// Segments dropped because their TCP-AO authentication code was wrong (TCPAOBad). Since 6.7.
    public var aoBad: Int64?
    /// Segments dropped because their TCP-AO key is unknown (TCPAOKeyNotFound). Since 6.7.
    public var aoKeyNotFound: Int64?
    /// Segments with a right TCP-AO authentication code (TCPAOGood). Since 6.7.
    public var aoGood: Int64?
    /// ICMP messages ignored by connections that use TCP-AO (TCPAODroppedIcmps). Since 6.7.
    public var aoDroppedIcmps: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Further counters of IPv4 since the network namespace was created. Source: /proc/net/netstat,
/// IpExt:.
public struct IPExtendedCounters: Sendable, Hashable, Codable {
    /// IPv4 packets discarded for lack of a route to forward them (InNoRoutes).
    public var inNoRoutes: Int64?
    /// IPv4 packets discarded because they were shorter than their header says (InTruncatedPkts).
    public var inTruncatedPkts: Int64?
    /// IPv4 multicast packets received (InMcastPkts).
    public var inMcastPkts: Int64?
    /// IPv4 multicast packets sent (OutMcastPkts).
    public var outMcastPkts: Int64?
    /// IPv4 broadcast packets received (InBcastPkts).
    public var inBcastPkts: Int64?
    /// IPv4 broadcast packets sent (OutBcastPkts).
    public var outBcastPkts: Int64?
    /// Bytes of the IPv4 packets received (InOctets).
    public var inBytes: Int64?
    /// Bytes of the IPv4 packets sent (OutOctets).
    public var outBytes: Int64?
    /// Bytes of the IPv4 multicast packets received (InMcastOctets).
    public var inMcastBytes: Int64?
    /// Bytes of the IPv4 multicast packets sent (OutMcastOctets).
    public var outMcastBytes: Int64?
    /// Bytes of the IPv4 broadcast packets received (InBcastOctets).
    public var inBcastBytes: Int64?
    /// Bytes of the IPv4 broadcast packets sent (OutBcastOctets).
    public var outBcastBytes: Int64?
    /// IPv4 packets discarded because of a bad checksum of the header (InCsumErrors). Since 3.10.
    public var inCsumErrors: Int64?
    /// IPv4 packets received without support for congestion notification (Not-ECT) (InNoECTPkts).
    /// Since 3.12.
    public var inNoEctPkts: Int64?
    /// IPv4 packets received with ECT(1) (InECT1Pkts). Since 3.12.
    public var inEct1Pkts: Int64?
    /// IPv4 packets received with ECT(0) (InECT0Pkts). Since 3.12.
    public var inEct0Pkts: Int64?
    /// IPv4 packets received that met congestion (CE) (InCEPkts). Since 3.12.
    public var inCePkts: Int64?
    /// Overlapping fragments received (ReasmOverlaps). Since 4.19.
    public var reasmOverlaps: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of IPv6 since the network namespace was created (RFC 4293). Source: /proc/net/snmp6,
/// Ip6*.
public struct IPv6Counters: Sendable, Hashable, Codable {
    /// IPv6 packets received, those with errors included (InReceives).
    public var inReceives: Int64?
    /// Packets discarded because of an error in the header, or an exceeded hop limit (InHdrErrors).
    public var inHdrErrors: Int64?
    /// Packets not forwarded because they exceeded the MTU of the next link (InTooBigErrors).
    public var inTooBigErrors: Int64?
    /// Packets discarded for lack of a route to forward them (InNoRoutes).
    public var inNoRoutes: Int64?
    /// Packets discarded because their destination address was not valid here (InAddrErrors).
    public var inAddrErrors: Int64?
    /// Packets discarded because their protocol is unknown (InUnknownProtos).
    public var inUnknownProtos: Int64?
    /// Packets discarded because they were shorter than their header says (InTruncatedPkts).
    public var inTruncatedPkts: Int64?
    /// Packets without an error that were discarded, for example for lack of memory (InDiscards).
    public var inDiscards: Int64?
    /// Packets delivered to their protocol (InDelivers).
    public var inDelivers: Int64?
    /// Packets forwarded (OutForwDatagrams).
    public var outForwDatagrams: Int64?
    /// Packets that the local protocols sent (OutRequests).
    public var outRequests: Int64?
    /// Packets without an error that were not sent, for example for lack of memory (OutDiscards).
    public var outDiscards: Int64?
    /// Packets not sent for lack of a route (OutNoRoutes).
    public var outNoRoutes: Int64?
    /// Reassemblies that timed out (ReasmTimeout).
    public var reasmTimeout: Int64?
    /// Fragments received that needed reassembly (ReasmReqds).
    public var reasmReqds: Int64?
    /// Packets reassembled (ReasmOKs).
    public var reasmOks: Int64?
    /// Reassemblies that failed (ReasmFails).
    public var reasmFails: Int64?
    /// Packets fragmented (FragOKs).
    public var fragOks: Int64?
    /// Packets that could not be fragmented (FragFails).
    public var fragFails: Int64?
    /// Fragments created (FragCreates).
    public var fragCreates: Int64?
    /// Multicast packets received (InMcastPkts).
    public var inMcastPkts: Int64?
    /// Multicast packets sent (OutMcastPkts).
    public var outMcastPkts: Int64?
    /// Bytes of the packets received (InOctets).
    public var inBytes: Int64?
    /// Bytes of the packets sent (OutOctets).
    public var outBytes: Int64?
    /// Bytes of the multicast packets received (InMcastOctets).
    public var inMcastBytes: Int64?
    /// Bytes of the multicast packets sent (OutMcastOctets).
    public var outMcastBytes: Int64?
    /// Always 0: IPv6 has no broadcast (InBcastOctets).
    public var inBcastBytes: Int64?
    /// Always 0: IPv6 has no broadcast (OutBcastOctets).
    public var outBcastBytes: Int64?
    /// Packets received without support for congestion notification (Not-ECT) (InNoECTPkts). Since
    /// 3.12.
    public var inNoEctPkts: Int64?
    /// Packets received with ECT(1) (InECT1Pkts). Since 3.12.
    public var inEct1Pkts: Int64?
    /// Packets received with ECT(0) (InECT0Pkts). Since 3.12.
    public var inEct0Pkts: Int64?
    /// Packets received that met congestion (CE) (InCEPkts). Since 3.12.
    public var inCePkts: Int64?
    /// Packets passed to a device, forwarded ones and fragments included (OutTransmits). Since 6.6.
    public var outTransmits: Int64?

    /// An empty value: nothing is known.
    public init() {}
}

/// Counters of ICMPv6 since the network namespace was created. Source: /proc/net/snmp6, Icmp6*.
public struct ICMPv6Counters: Sendable, Hashable, Codable {
    /// ICMPv6 messages received, those with errors included (InMsgs).
    public var inMsgs: Int64?
    /// Messages received with an error, such as a bad checksum (InErrors).
    public var inErrors: Int64?
    /// ICMPv6 messages sent, those with errors included (OutMsgs).
    public var outMsgs: Int64?
    /// Messages not sent because of an error (OutErrors).
    public var outErrors: Int64?
    /// Messages received with a bad checksum (InCsumErrors). Since 3.10.
    public var inCsumErrors: Int64?
    /// Messages not sent because of the limit of their destination (net.ipv6.icmp.ratelimit)
    /// (OutRateLimitHost). Since 6.3.
    public var outRateLimitHost: Int64?
    /// Destination Unreachable messages received (InDestUnreachs).
    public var inDestUnreachs: Int64?
    /// Packet Too Big messages received (InPktTooBigs).
    public var inPktTooBigs: Int64?
    /// Time Exceeded messages received (InTimeExcds).
    public var inTimeExcds: Int64?
    /// Parameter Problem messages received (InParmProblems).
    public var inParmProblems: Int64?
    /// Echo Request messages received (InEchos).
    public var inEchos: Int64?
    /// Echo Reply messages received (InEchoReplies).
    public var inEchoReplies: Int64?
    /// Multicast Listener Query messages received (InGroupMembQueries).
    public var inGroupMembQueries: Int64?
    /// Multicast Listener Report messages received (InGroupMembResponses).
    public var inGroupMembResponses: Int64?
    /// Multicast Listener Done messages received (InGroupMembReductions).
    public var inGroupMembReductions: Int64?
    /// Router Solicitation messages received (InRouterSolicits).
    public var inRouterSolicits: Int64?
    /// Router Advertisement messages received (InRouterAdvertisements).
    public var inRouterAdvertisements: Int64?
    /// Neighbor Solicitation messages received (InNeighborSolicits).
    public var inNeighborSolicits: Int64?
    /// Neighbor Advertisement messages received (InNeighborAdvertisements).
    public var inNeighborAdvertisements: Int64?
    /// Redirect messages received (InRedirects).
    public var inRedirects: Int64?
    /// Multicast Listener Report messages of version 2 received (InMLDv2Reports).
    public var inMldv2Reports: Int64?
    /// Destination Unreachable messages sent (OutDestUnreachs).
    public var outDestUnreachs: Int64?
    /// Packet Too Big messages sent (OutPktTooBigs).
    public var outPktTooBigs: Int64?
    /// Time Exceeded messages sent (OutTimeExcds).
    public var outTimeExcds: Int64?
    /// Parameter Problem messages sent (OutParmProblems).
    public var outParmProblems: Int64?
    /// Echo Request messages sent (OutEchos).
    public var outEchos: Int64?
    /// Echo Reply messages sent (OutEchoReplies).
    public var outEchoReplies: Int64?
    /// Multicast Listener Query messages sent (OutGroupMembQueries).
    public var outGroupMembQueries: Int64?
    /// Multicast Listener Report messages sent (OutGroupMembResponses).
    public var outGroupMembResponses: Int64?
    /// Multicast Listener Done messages sent (OutGroupMembReductions).
    public var outGroupMembReductions: Int64?
    /// Router Solicitation messages sent (OutRouterSolicits).
    public var outRouterSolicits: Int64?
    /// Router Advertisement messages sent (OutRouterAdvertisements).
    public var outRouterAdvertisements: Int64?
    /// Neighbor Solicitation messages sent (OutNeighborSolicits).
    public var outNeighborSolicits: Int64?
    /// Neighbor Advertisement messages sent (OutNeighborAdvertisements).
    public var outNeighborAdvertisements: Int64?
    /// Redirect messages sent (OutRedirects).
    public var outRedirects: Int64?
    /// Multicast Listener Report messages of version 2 sent (OutMLDv2Reports).
    public var outMldv2Reports: Int64?

    /// An empty value: nothing is known.
    public init() {}
}
