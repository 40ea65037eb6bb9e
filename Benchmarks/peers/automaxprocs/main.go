// uber's automaxprocs: the CPU quota for GOMAXPROCS.
package main

import (
	"runtime"

	"go.uber.org/automaxprocs/maxprocs"
)

// Sets GOMAXPROCS where there is a quota, as it is meant to be called, and puts it back.
func set() (int, error) {
	undo, err := maxprocs.Set()
	cpus := runtime.GOMAXPROCS(0)
	undo()
	return cpus, err
}

func main() {
	read := func() error { _, err := set(); return err }
	say := func() (values, error) {
		cpus, err := set()
		return values{"cpus": cpus}, err
	}
	serve([]work{{"quota", read, say}, {"once", read, say}})
}
