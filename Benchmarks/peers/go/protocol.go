// What the runners in Go have in common: the lines of runner.h.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

type values map[string]any

// One call of the peer, and what it reads in common units.
type work struct {
	name   string
	read   func() error
	values func() (values, error)
}

func hold(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func allocations() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Mallocs
}

func run(chosen work, times int) string {
	allocated := allocations()
	start := time.Now()
	for index := 0; index < times; index++ {
		hold(chosen.read())
	}
	elapsed := time.Since(start)
	return fmt.Sprint(elapsed.Nanoseconds(), " ", allocations()-allocated)
}

func serve(works []work) {
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		words := strings.Fields(input.Text())
		answer := ""
		if words[0] == "works" {
			names := []string{}
			for _, work := range works {
				names = append(names, work.name)
			}
			text, err := json.Marshal(map[string]any{"works": names})
			hold(err)
			answer = string(text)
		}
		for _, work := range works {
			if len(words) < 2 || work.name != words[1] {
				continue
			}
			if words[0] == "values" {
				read, err := work.values()
				hold(err)
				text, err := json.Marshal(read)
				hold(err)
				answer = string(text)
			} else {
				times := 0
				fmt.Sscan(words[2], &times)
				answer = run(work, times)
			}
		}
		fmt.Println(answer)
	}
}
