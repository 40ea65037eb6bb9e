// gopsutil.
package main

import (
	"fmt"
	"math"
	"os"

	"github.com/shirou/gopsutil/v4/cpu"
	"github.com/shirou/gopsutil/v4/disk"
	"github.com/shirou/gopsutil/v4/host"
	"github.com/shirou/gopsutil/v4/load"
	"github.com/shirou/gopsutil/v4/mem"
	"github.com/shirou/gopsutil/v4/net"
	"github.com/shirou/gopsutil/v4/process"
)

func ticks(seconds float64) int64 { return int64(math.Round(seconds * 100)) }

func merge(into values, from values) values {
	for key, value := range from {
		into[key] = value
	}
	return into
}

func readCPU() ([]cpu.TimesStat, error) {
	total, err := cpu.Times(false)
	if err != nil {
		return nil, err
	}
	each, err := cpu.Times(true)
	return append(total, each...), err
}

func cpuValues() (values, error) {
	read, err := readCPU()
	all := values{}
	for _, times := range read {
		name := times.CPU
		if name == "cpu-total" {
			name = "total"
		}
		for key, seconds := range map[string]float64{
			"user": times.User, "nice": times.Nice, "system": times.System, "idle": times.Idle,
			"iowait": times.Iowait, "irq": times.Irq, "softirq": times.Softirq,
			"steal": times.Steal, "guest": times.Guest, "guest_nice": times.GuestNice,
		} {
			all[name+"."+key] = ticks(seconds)
		}
	}
	return all, err
}

func memoryValues() (values, error) {
	memory, err := mem.VirtualMemory()
	hold(err)
	swap, err := mem.SwapMemory()
	return values{
		"total": memory.Total, "free": memory.Free, "available": memory.Available,
		"buffers": memory.Buffers, "cached": memory.Cached, "shared": memory.Shared,
		"swap_total": swap.Total, "swap_free": swap.Free,
		"swapped_in": swap.Sin, "swapped_out": swap.Sout,
	}, err
}

func loadValues() (values, error) {
	read, err := load.Avg()
	return values{"load1": read.Load1, "load5": read.Load5, "load15": read.Load15}, err
}

func usage(all values, prefix string, read *disk.UsageStat) {
	all[prefix+"total"] = read.Total
	all[prefix+"available"] = read.Free
	all[prefix+"inodes_total"] = read.InodesTotal
	all[prefix+"inodes_free"] = read.InodesFree
}

func readFilesystems() (values, error) {
	all := values{}
	partitions, err := disk.Partitions(false)
	for _, partition := range partitions {
		read, err := disk.Usage(partition.Mountpoint)
		if err == nil {
			usage(all, partition.Mountpoint+".", read)
		}
	}
	return all, err
}

func diskValues() (values, error) {
	read, err := disk.IOCounters()
	all := values{}
	for name, device := range read {
		for key, value := range map[string]uint64{
			"reads": device.ReadCount, "reads_merged": device.MergedReadCount,
			"read_bytes": device.ReadBytes, "read_ms": device.ReadTime,
			"writes": device.WriteCount, "writes_merged": device.MergedWriteCount,
			"write_bytes": device.WriteBytes, "write_ms": device.WriteTime,
			"busy_ms": device.IoTime,
		} {
			all[name+"."+key] = value
		}
	}
	return all, err
}

func networkValues() (values, error) {
	read, err := net.IOCounters(true)
	all := values{}
	for _, each := range read {
		for key, value := range map[string]uint64{
			"rx_bytes": each.BytesRecv, "rx_packets": each.PacketsRecv,
			"rx_errors": each.Errin, "rx_dropped": each.Dropin,
			"tx_bytes": each.BytesSent, "tx_packets": each.PacketsSent,
			"tx_errors": each.Errout, "tx_dropped": each.Dropout,
		} {
			all[each.Name+"."+key] = value
		}
	}
	return all, err
}

func socketsValues() (values, error) {
	all, err := networkValues()
	hold(err)
	protocols, err := net.ProtoCounters([]string{"tcp"})
	for _, protocol := range protocols {
		all["tcp_established"] = protocol.Stats["CurrEstab"]
		all["tcp_retransmits"] = protocol.Stats["RetransSegs"]
	}
	return all, err
}

func readOwn() (*cpu.TimesStat, *process.MemoryInfoStat) {
	own, err := process.NewProcess(int32(os.Getpid()))
	hold(err)
	times, err := own.Times()
	hold(err)
	memory, err := own.MemoryInfo()
	hold(err)
	return times, memory
}

// Each of what is asked of a process is a call of its own, and reads its file anew.
func readProcesses(each func(*process.Process, string, []string, *cpu.TimesStat, int64, uint64)) error {
	all, err := process.Processes()
	for _, one := range all {
		name, _ := one.Name()
		state, _ := one.Status()
		times, err := one.Times()
		created, _ := one.CreateTime()
		memory, _ := one.MemoryInfo()
		if err == nil && memory != nil {
			each(one, name, state, times, created, memory.RSS)
		}
	}
	return err
}

func processesValues() (values, error) {
	states := map[string]string{"running": "R", "sleep": "S", "idle": "I", "zombie": "Z",
		"blocked": "D", "stop": "T"}
	boot, err := host.BootTime()
	hold(err)
	all := values{}
	err = readProcesses(func(one *process.Process, name string, state []string,
		times *cpu.TimesStat, created int64, rss uint64) {
		prefix := fmt.Sprint(one.Pid, ".")
		all[prefix+"name"] = name
		all[prefix+"state"] = states[state[0]]
		all[prefix+"user"] = ticks(times.User)
		all[prefix+"system"] = ticks(times.System)
		all[prefix+"start"] = (created - int64(boot)*1000) / 10
		all[prefix+"rss"] = rss
	})
	return all, err
}

func readSnapshot() error {
	_, err := readCPU()
	hold(err)
	_, err = mem.VirtualMemory()
	hold(err)
	_, err = mem.SwapMemory()
	hold(err)
	_, err = load.Avg()
	hold(err)
	_, err = disk.IOCounters()
	hold(err)
	_, err = net.IOCounters(true)
	hold(err)
	_, err = net.ProtoCounters([]string{"tcp"})
	return err
}

func readMemory() error {
	_, err := mem.VirtualMemory()
	hold(err)
	_, err = mem.SwapMemory()
	return err
}

func main() {
	serve([]work{
		{"cpu", func() error { _, err := readCPU(); return err }, cpuValues},
		{"memory", func() error { _, err := mem.VirtualMemory(); return err }, func() (values, error) {
			all, err := memoryValues()
			for _, key := range []string{"swapped_in", "swapped_out", "swap_total", "swap_free"} {
				delete(all, key)
			}
			memory, _ := mem.VirtualMemory()
			all["swap_total"], all["swap_free"] = memory.SwapTotal, memory.SwapFree
			return all, err
		}},
		{"paging", readMemory, memoryValues},
		{"load", func() error { _, err := load.Avg(); return err }, loadValues},
		{"filesystems", func() error { _, err := readFilesystems(); return err }, readFilesystems},
		{"disk", func() error { _, err := disk.IOCounters(); return err }, diskValues},
		{"network", func() error { _, err := net.IOCounters(true); return err }, networkValues},
		{"sockets", func() error {
			_, err := net.IOCounters(true)
			hold(err)
			_, err = net.ProtoCounters([]string{"tcp"})
			return err
		}, socketsValues},
		{"own", func() error { readOwn(); return nil }, func() (values, error) {
			times, memory := readOwn()
			return values{"user": ticks(times.User), "system": ticks(times.System), "rss": memory.RSS}, nil
		}},
		{"processes", func() error {
			return readProcesses(func(*process.Process, string, []string, *cpu.TimesStat, int64, uint64) {})
		}, processesValues},
		{"snapshot", readSnapshot, func() (values, error) {
			all, err := cpuValues()
			hold(err)
			for _, part := range []func() (values, error){
				memoryValues, loadValues, diskValues, socketsValues} {
				read, err := part()
				hold(err)
				merge(all, read)
			}
			return all, err
		}},
	})
}
