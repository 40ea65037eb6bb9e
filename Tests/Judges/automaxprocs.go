// What go.uber.org/automaxprocs sets GOMAXPROCS to. Built with a Go that knows no quota itself.
package main

import (
	"fmt"
	"runtime"

	"go.uber.org/automaxprocs/maxprocs"
)

func main() {
	_, err := maxprocs.Set(maxprocs.Logger(func(format string, values ...interface{}) {
		fmt.Printf("remark "+format+"\n", values...)
	}))
	if err != nil {
		fmt.Println("remark", err)
	}
	fmt.Println("cpus", runtime.GOMAXPROCS(0))
	fmt.Println("version", maxprocs.Version)
}
