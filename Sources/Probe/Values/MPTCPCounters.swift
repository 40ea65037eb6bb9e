/// Counters of Multipath TCP (RFC 8684) since the network namespace was created. Nil in a kernel without it,
/// and before 5.7. Source: the line MPTcpExt of /proc/net/netstat.
public struct MPTCPCounters: Sendable, Hashable, Codable {
    /// SYN segments with MP_CAPABLE received (MPCapableSYNRX). Since 5.7.
    public var mpCapableSynRx: Int64?
    /// SYN segments with MP_CAPABLE sent (MPCapableSYNTX).
    public var mpCapableSynTx: Int64?
    /// SYN/ACK segments with MP_CAPABLE received (MPCapableSYNACKRX).
    public var mpCapableSynackRx: Int64?
    /// Third ACK segments of a handshake with MP_CAPABLE received (MPCapableACKRX). Since 5.7.
    public var mpCapableAckRx: Int64?
    /// Connections accepted that fell back to TCP in their handshake (MPCapableFallbackACK). Since
    /// 5.7.
    public var mpCapableFallbackAck: Int64?
    /// Connections opened that fell back to TCP in their handshake (MPCapableFallbackSYNACK). Since
    /// 5.7.
    public var mpCapableFallbackSynack: Int64?
    /// Connections opened that fell back to TCP because SYN segments with MP_CAPABLE were lost
    /// (MPCapableSYNTXDrop).
    public var mpCapableSynTxDrop: Int64?
    /// Connections opened as TCP because MPTCP was disabled after such losses
    /// (MPCapableSYNTXDisabled).
    public var mpCapableSynTxDisabled: Int64?
    /// Connections that tried to use an endpoint that is configured for their first address
    /// (MPCapableEndpAttempt).
    public var mpCapableEndpAttempt: Int64?
    /// Connections that fell back to TCP because no token could be created (MPFallbackTokenInit).
    public var mpFallbackTokenInit: Int64?
    /// Segments sent again by MPTCP, on any subflow (MPTCPRetrans). Since 5.7.
    public var mptcpRetrans: Int64?
    /// MP_JOIN requests whose token belongs to no connection (MPJoinNoTokenFound). Since 5.7.
    public var mpJoinNoTokenFound: Int64?
    /// SYN segments with MP_JOIN received (MPJoinSynRx). Since 5.7.
    public var mpJoinSynRx: Int64?
    /// SYN segments with MP_JOIN for a backup subflow received (MPJoinSynBackupRx).
    public var mpJoinSynBackupRx: Int64?
    /// SYN/ACK segments with MP_JOIN received (MPJoinSynAckRx). Since 5.7.
    public var mpJoinSynackRx: Int64?
    /// SYN/ACK segments with MP_JOIN for a backup subflow received (MPJoinSynAckBackupRx).
    public var mpJoinSynackBackupRx: Int64?
    /// SYN/ACK segments with MP_JOIN and a wrong authentication code (MPJoinSynAckHMacFailure).
    /// Since 5.7.
    public var mpJoinSynackHmacFailure: Int64?
    /// ACK segments with MP_JOIN received (MPJoinAckRx). Since 5.7.
    public var mpJoinAckRx: Int64?
    /// ACK segments with MP_JOIN and a wrong authentication code (MPJoinAckHMacFailure). Since 5.7.
    public var mpJoinAckHmacFailure: Int64?
    /// MP_JOIN requests rejected because the connection accepts no further subflow
    /// (MPJoinRejected).
    public var mpJoinRejected: Int64?
    /// SYN segments with MP_JOIN sent (MPJoinSynTx).
    public var mpJoinSynTx: Int64?
    /// Subflows not opened because no socket could be created (MPJoinSynTxCreatSkErr).
    public var mpJoinSynTxCreatSkErr: Int64?
    /// Subflows not opened because the socket could not be bound (MPJoinSynTxBindErr).
    public var mpJoinSynTxBindErr: Int64?
    /// Subflows not opened because the connection failed at once (MPJoinSynTxConnectErr).
    public var mpJoinSynTxConnectErr: Int64?
    /// Mappings of data received that contradict the mapping before (DSSNotMatching). Since 5.7.
    public var dssNotMatching: Int64?
    /// Connections that fell back to TCP because of a corrupt mapping (DSSCorruptionFallback).
    public var dssCorruptionFallback: Int64?
    /// Subflows reset because of a corrupt mapping (DSSCorruptionReset).
    public var dssCorruptionReset: Int64?
    /// Infinite mappings sent: the connection falls back to TCP (InfiniteMapTx).
    public var infiniteMapTx: Int64?
    /// Infinite mappings received (InfiniteMapRx). Since 5.7.
    public var infiniteMapRx: Int64?
    /// Mappings that do not match the sequence numbers of TCP (DSSNoMatchTCP).
    public var dssNoMatchTcp: Int64?
    /// Data with a wrong checksum of MPTCP (DataCsumErr).
    public var dataCsumErr: Int64?
    /// Segments queued at the end of the queue of data received out of order (OFOQueueTail).
    public var ofoQueueTail: Int64?
    /// Segments queued because they were received out of order (OFOQueue).
    public var ofoQueue: Int64?
    /// Segments merged in the queue of data received out of order (OFOMerge).
    public var ofoMerge: Int64?
    /// Segments outside the receive window of the connection (NoDSSInWindow).
    public var noDssInWindow: Int64?
    /// Segments discarded because their data had been received on another subflow (DuplicateData).
    public var duplicateData: Int64?
    /// ADD_ADDR received: addresses that the other side announced (AddAddr). Since 5.10.
    public var addAddr: Int64?
    /// ADD_ADDR sent (AddAddrTx).
    public var addAddrTx: Int64?
    /// ADD_ADDR not sent for lack of space in the segment (AddAddrTxDrop).
    public var addAddrTxDrop: Int64?
    /// Echoes of ADD_ADDR received (EchoAdd). Since 5.10.
    public var echoAdd: Int64?
    /// Echoes of ADD_ADDR sent (EchoAddTx).
    public var echoAddTx: Int64?
    /// Echoes of ADD_ADDR not sent for lack of space in the segment (EchoAddTxDrop).
    public var echoAddTxDrop: Int64?
    /// ADD_ADDR with a port received (PortAdd).
    public var portAdd: Int64?
    /// ADD_ADDR received that were dropped (AddAddrDrop).
    public var addAddrDrop: Int64?
    /// SYN segments with MP_JOIN received on another port than that of the connection
    /// (MPJoinPortSynRx).
    public var mpJoinPortSynRx: Int64?
    /// SYN/ACK segments with MP_JOIN received on another port than that of the connection
    /// (MPJoinPortSynAckRx).
    public var mpJoinPortSynackRx: Int64?
    /// ACK segments with MP_JOIN received on another port than that of the connection
    /// (MPJoinPortAckRx).
    public var mpJoinPortAckRx: Int64?
    /// SYN segments with MP_JOIN received on a port that was not announced (MismatchPortSynRx).
    public var mismatchPortSynRx: Int64?
    /// ACK segments with MP_JOIN received on a port that was not announced (MismatchPortAckRx).
    public var mismatchPortAckRx: Int64?
    /// RM_ADDR received: addresses that the other side withdrew (RmAddr). Since 5.10.
    public var rmAddr: Int64?
    /// RM_ADDR received that were dropped (RmAddrDrop).
    public var rmAddrDrop: Int64?
    /// RM_ADDR sent (RmAddrTx).
    public var rmAddrTx: Int64?
    /// RM_ADDR not sent for lack of space in the segment (RmAddrTxDrop).
    public var rmAddrTxDrop: Int64?
    /// Subflows removed (RmSubflow). Since 5.10.
    public var rmSubflow: Int64?
    /// MP_PRIO sent: changes between a backup and an ordinary subflow (MPPrioTx).
    public var mpPrioTx: Int64?
    /// MP_PRIO received (MPPrioRx).
    public var mpPrioRx: Int64?
    /// MP_FAIL sent: data with a wrong checksum (MPFailTx).
    public var mpFailTx: Int64?
    /// MP_FAIL received (MPFailRx).
    public var mpFailRx: Int64?
    /// MP_FASTCLOSE sent: connections aborted (MPFastcloseTx).
    public var mpFastcloseTx: Int64?
    /// MP_FASTCLOSE received (MPFastcloseRx).
    public var mpFastcloseRx: Int64?
    /// MP_RST sent: subflows reset (MPRstTx).
    public var mpRstTx: Int64?
    /// MP_RST received (MPRstRx).
    public var mpRstRx: Int64?
    /// Segments dropped because the receive buffer was full (RcvPruned).
    public var rcvPruned: Int64?
    /// Subflows no longer used because they lose too much (SubflowStale).
    public var subflowStale: Int64?
    /// Such subflows that are used again (SubflowRecover).
    public var subflowRecover: Int64?
    /// Segments whose subflow used the send window that another one had left (SndWndShared).
    public var sndWndShared: Int64?
    /// Segments whose subflow announced the receive window that another one had announced
    /// (RcvWndShared).
    public var rcvWndShared: Int64?
    /// Times that subflows announced different windows at once, and one was updated
    /// (RcvWndConflictUpdate).
    public var rcvWndConflictUpdate: Int64?
    /// Times that subflows announced different windows at once, and one would have shrunk it
    /// (RcvWndConflict).
    public var rcvWndConflict: Int64?
    /// Connections that are established, or wait for the other side to close (MPCurrEstab).
    public var mpCurrEstab: Int64?
    /// Times that MPTCP was disabled because SYN segments with MP_CAPABLE were lost (Blackhole).
    public var blackhole: Int64?
    /// Connections that fell back to TCP because their first data had no mapping
    /// (MPCapableDataFallback).
    public var mpCapableDataFallback: Int64?
    /// Connections that fell back to TCP because of MD5 signatures (MD5SigFallback).
    public var md5SigFallback: Int64?
    /// Connections that fell back to TCP because of a bad or missing mapping (DssFallback).
    public var dssFallback: Int64?
    /// Connections that fell back to TCP because both sides opened them at once
    /// (SimultConnectFallback).
    public var simultConnectFallback: Int64?
    /// Connections that could not fall back to TCP, because they had several subflows
    /// (FallbackFailed).
    public var fallbackFailed: Int64?
    /// Probes of a closed window sent by MPTCP (WinProbe).
    public var winProbe: Int64?

    /// An empty value: nothing is known.
    public init() {}
}
