// prometheus/procfs, within node_exporter.
package main

import (
	"fmt"
	"math"

	"github.com/prometheus/procfs"
	"github.com/prometheus/procfs/blockdevice"
)

var (
	proc   procfs.FS
	blocks blockdevice.FS
)

func ticks(seconds float64) int64 { return int64(math.Round(seconds * 100)) }

func readCPU() error { _, err := proc.Stat(); return err }

func cpuValues() (values, error) {
	read, err := proc.Stat()
	all := values{}
	say := func(name string, times procfs.CPUStat) {
		for key, seconds := range map[string]float64{
			"user": times.User, "nice": times.Nice, "system": times.System, "idle": times.Idle,
			"iowait": times.Iowait, "irq": times.IRQ, "softirq": times.SoftIRQ,
			"steal": times.Steal, "guest": times.Guest, "guest_nice": times.GuestNice,
		} {
			all[name+"."+key] = ticks(seconds)
		}
	}
	say("total", read.CPUTotal)
	for id, times := range read.CPU {
		say(fmt.Sprint("cpu", id), times)
	}
	return all, err
}

func readMemory() error { _, err := proc.Meminfo(); return err }

func memoryValues() (values, error) {
	read, err := proc.Meminfo()
	return values{
		"total": read.MemTotalBytes, "free": read.MemFreeBytes,
		"available": read.MemAvailableBytes, "buffers": read.BuffersBytes,
		"cached": read.CachedBytes, "shared": read.ShmemBytes,
		"swap_total": read.SwapTotalBytes, "swap_free": read.SwapFreeBytes,
	}, err
}

func readLoad() error { _, err := proc.LoadAvg(); return err }

func loadValues() (values, error) {
	read, err := proc.LoadAvg()
	return values{"load1": read.Load1, "load5": read.Load5, "load15": read.Load15}, err
}

func readDisk() error { _, err := blocks.ProcDiskstats(); return err }

func diskValues() (values, error) {
	read, err := blocks.ProcDiskstats()
	all := values{}
	for _, device := range read {
		for key, value := range map[string]uint64{
			"reads": device.ReadIOs, "reads_merged": device.ReadMerges,
			"read_bytes": device.ReadSectors * 512, "read_ms": device.ReadTicks,
			"writes": device.WriteIOs, "writes_merged": device.WriteMerges,
			"write_bytes": device.WriteSectors * 512, "write_ms": device.WriteTicks,
			"busy_ms": device.IOsTotalTicks,
		} {
			all[device.DeviceName+"."+key] = value
		}
	}
	return all, err
}

func readNetwork() error { _, err := proc.NetDev(); return err }

func networkValues() (values, error) {
	read, err := proc.NetDev()
	all := values{}
	for name, line := range read {
		for key, value := range map[string]uint64{
			"rx_bytes": line.RxBytes, "rx_packets": line.RxPackets,
			"rx_errors": line.RxErrors, "rx_dropped": line.RxDropped,
			"tx_bytes": line.TxBytes, "tx_packets": line.TxPackets,
			"tx_errors": line.TxErrors, "tx_dropped": line.TxDropped,
		} {
			all[name+"."+key] = value
		}
	}
	return all, err
}

func readSockets() (*procfs.NetSockstat, procfs.ProcSnmp) {
	hold(readNetwork())
	sockets, err := proc.NetSockstat()
	hold(err)
	self, err := proc.Self()
	hold(err)
	snmp, err := self.Snmp()
	hold(err)
	return sockets, snmp
}

func socketsValues() (values, error) {
	all, err := networkValues()
	sockets, snmp := readSockets()
	all["sockets_used"] = sockets.Used
	all["tcp_established"] = snmp.CurrEstab
	all["tcp_retransmits"] = snmp.RetransSegs
	return all, err
}

func readPressure() error {
	for _, resource := range []string{"cpu", "memory", "io"} {
		_, err := proc.PSIStatsForResource(resource)
		hold(err)
	}
	return nil
}

func pressureValues() (values, error) {
	all := values{}
	for _, resource := range []string{"cpu", "memory", "io"} {
		read, err := proc.PSIStatsForResource(resource)
		hold(err)
		for name, line := range map[string]*procfs.PSILine{
			resource + "_some": read.Some, resource + "_full": read.Full} {
			if line != nil && name != "cpu_full" {
				all[name+".avg10"] = line.Avg10
				all[name+".avg60"] = line.Avg60
				all[name+".avg300"] = line.Avg300
				all[name+".total_us"] = line.Total
			}
		}
	}
	return all, nil
}

func readOwn() (procfs.ProcStat, error) {
	self, err := proc.Self()
	hold(err)
	return self.Stat()
}

func say(all values, prefix string, stat procfs.ProcStat) {
	all[prefix+"user"] = stat.UTime
	all[prefix+"system"] = stat.STime
	all[prefix+"rss"] = stat.ResidentMemory()
}

func readProcesses(each func(procfs.ProcStat)) error {
	all, err := proc.AllProcs()
	for _, one := range all {
		stat, err := one.Stat()
		if err == nil {
			each(stat)
		}
	}
	return err
}

func readSnapshot() error {
	hold(readCPU())
	hold(readMemory())
	hold(readLoad())
	hold(readDisk())
	readSockets()
	return readPressure()
}

func main() {
	var err error
	proc, err = procfs.NewDefaultFS()
	hold(err)
	blocks, err = blockdevice.NewDefaultFS()
	hold(err)
	serve([]work{
		{"cpu", readCPU, cpuValues},
		{"memory", readMemory, memoryValues},
		{"load", readLoad, loadValues},
		{"disk", readDisk, diskValues},
		{"network", readNetwork, networkValues},
		{"sockets", func() error { readSockets(); return nil }, socketsValues},
		{"pressure", readPressure, pressureValues},
		{"own", func() error { _, err := readOwn(); return err }, func() (values, error) {
			stat, err := readOwn()
			all := values{}
			say(all, "", stat)
			return all, err
		}},
		{"processes", func() error { return readProcesses(func(procfs.ProcStat) {}) },
			func() (values, error) {
				all := values{}
				err := readProcesses(func(stat procfs.ProcStat) {
					prefix := fmt.Sprint(stat.PID, ".")
					all[prefix+"name"] = stat.Comm
					all[prefix+"state"] = stat.State
					all[prefix+"start"] = stat.Starttime
					say(all, prefix, stat)
				})
				return all, err
			}},
		{"snapshot", readSnapshot, func() (values, error) {
			all := values{}
			for _, part := range []func() (values, error){
				cpuValues, memoryValues, loadValues, diskValues, socketsValues, pressureValues} {
				read, err := part()
				hold(err)
				for key, value := range read {
					all[key] = value
				}
			}
			return all, nil
		}},
	})
}
