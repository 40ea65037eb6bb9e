// What the Go runtime takes for its number of CPUs. It looks at the CPU quota since Go 1.25.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Println("cpus", runtime.GOMAXPROCS(0))
	fmt.Println("version", runtime.Version())
}
