/// The texts of --help. Each text fits a screen.
enum Help {
    enum Topic: String {
        case all
        case sample
        case quota
        case cgroups
        case processes
        case process
        case sockets
        case why
        case watch
        case check
        case export
        case serve
        case capabilities
        case help
    }

    static func text(_ topic: Topic) -> String {
        switch topic {
        case .all, .help: all
        case .sample: sample
        case .quota: quota
        case .cgroups: cgroups
        case .processes: processes
        case .process: process
        case .sockets: sockets
        case .why: why
        case .watch: watch
        case .check: check
        case .export: export
        case .serve: serve
        case .capabilities: capabilities
        }
    }

    private static let all = """
        probectl reports how this machine and this container are doing.

        usage: probectl sample [options]         what the machine does now
               probectl quota [options]          the CPUs and memory that I may use
               probectl cgroups [options]        which cgroups use what, of which limits
               probectl processes [options]      which processes use what
               probectl process PID [options]    everything about one process
               probectl sockets [options]        which sockets are open, and by whom
               probectl why [options]            what is short, and what uses it
               probectl watch [options]          the same on the whole screen
               probectl check [options]          a line and a status for monitoring
               probectl export [options]         the same for Prometheus and others
               probectl serve [options]          metrics for Prometheus by HTTP
               probectl capabilities [options]   what can be read here, and why not
               probectl help COMMAND             the options of a command
               probectl --version

        Tables fit the terminal: columns that do not fit are left out, and "…" marks
        a cut. In a pipe or a file every row is whole.

        status: 0; 1 if something requested could not be read; 64 for a wrong command
                line; 74 if the output could not be written.
        example: probectl sample --interval 1 --only cpu,memory

        """

    private static let sample = """
        usage: probectl sample [options]

        Reads the machine over a window of half a second, and prints it.

          -i, --interval T  repeat every T (2, 500ms, 5m) until --count, --duration or
                            Ctrl-C; 0: a single reading, without rates
          -w, --window T    rates over the last T before a reading, not the interval
          -n, --count N     N readings (one a second, without --interval)
          -d, --duration T  no reading after T
          --only LIST       of cpu,load,memory,disk,filesystem,network,io,pressure,
                            quota; and process,sensors,cgroups,swap,interrupts,
                            host,topology,storage,protocols,connections,power,
                            gpu,memory_details,routing, if named
          --top N           also the N busiest processes (5 if text is repeated)
          --per-cpu         also each CPU
          --frequency       also the frequency of each CPU (up to 20 ms a CPU)
          --all-filesystems also pseudo, duplicate and covered mounts
          --alert           with --interval: only what turns bad or good, a line each
          -f, --format F    text, or json: one object a line (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if a section that exists here could not be read; 64 for a wrong
                option; 74 if the output could not be written.
        example: probectl sample --interval 1 --count 60 --json

        """

    private static let quota = """
        usage: probectl quota [options]

        Prints how much CPU and memory and how many tasks this process may use, the file
        that sets each limit, and the files of every level of its cgroups.

          -p, --pid PID     of that process, with its affinity and resource limits
          --cgroup GROUP    of that cgroup: its directory or its path
          --cpus            only the number of CPUs: a whole number of at least 1
          --round R         with --cpus: floor (the default), ceil or nearest
          --memory          only the bytes of memory; without a limit the machine's
          -i, --interval T  repeat every T, such as 2 or 500ms, until -n, --count N,
                            -d, --duration T or Ctrl-C; 0: once
          -f, --format F    text, json (also --json), or shell: lines for eval
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if neither the CPUs nor the memory are known; 64 for a wrong
                option; 74 if the output could not be written.
        example: make -j"$(probectl quota --cpus)"

        """

    private static let cgroups = """
        usage: probectl cgroups [options]

        Reads all cgroups over half a second and prints those that use the most: CPU
        time, its share of the quota, throttling, memory and its limit, tasks, disk
        I/O, and the share of time that their tasks lost waiting.

          --sort KEY        cpu, memory, io, pids, throttled, pressure or path
          --limit N         N of them, or all (in text 20, in JSON all)
          --filter TEXT     TEXT in the path; of several filters all must hold
          --tree            each cgroup below its parent
          --cgroup GROUP    of that cgroup and those below it: its directory or its path
          --details LIST    in JSON also clamp, hugetlb, rdma, misc, memory_stat, or all
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C; 0: a single reading, without rates
          -w, --window T    rates over the last T before a reading
          -f, --format F    text, or json: one object a line (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if the cgroups cannot be read; 64 for a wrong option; 74 if the
                output could not be written.
        example: probectl cgroups --sort memory --limit 5

        """

    private static let processes = """
        usage: probectl processes [options]

        Reads all processes over half a second and prints those that use the most.

          --sort KEY        cpu, memory, io, time, swap, threads, descriptors, start,
                            pid or name
          --limit N         N of them, or all (in text 20, in JSON all)
          --filter TEXT     in the name or command line, but not probectl's own; or
                            KEY=VALUE: text, name, command, user, state, cgroup, parent,
                            pid; of several filters all must hold
          --tree            each process below its parent
          --details LIST    status,io,descriptors,command_line,cgroup,proportional,
                            status_lists,paths,namespaces,oom,schedstat,wchan,
                            io_priority,login,autogroup,all: columns of text, fields
                            of JSON; each reads more files of every process
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C; 0: a single reading, ordered by CPU time
          -w, --window T    rates over the last T before a reading
          -f, --format F    text, or json: one object a line (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if the processes or users cannot be read; 64 for a wrong option
                or user; 74 if the output could not be written.
        example: probectl processes --filter user=www-data --sort io

        """

    private static let process = """
        usage: probectl process PID|self [options]

        Prints everything about one process, with rates over half a second.

          -p, --pid PID     the process, as an option
          --threads         also each of its threads
          --user            also the names of its user and group in its own /etc
          --program         also its word size, addresses, auxiliary vector, system call
          --network         also the counters of its network namespace
          --mounts          also the mounts of its mount namespace
          --files           also its open files
          --sockets         also its sockets of TCP and UDP, and Unix sockets
          --maps            also its memory mappings, each with its memory
          --environment     also its environment, which may contain passwords
          --gpu             also what it uses of GPUs
          -i, --interval T  repeat every T, such as 2 or 500ms, until -n, --count N,
                            -d, --duration T or Ctrl-C; 0: a single reading
          -w, --window T    rates over the last T before a reading; 0: none
          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if there is no such process, it ended, or what was requested cannot
                be read; 64 for a wrong option; 74 if the output could not be written.
        example: probectl process 4711 --threads

        """

    private static let sockets = """
        usage: probectl sockets [options]

        Lists the sockets of TCP and UDP, with the processes that have them open: those
        of other users to root alone.

          --listen          only those that wait for others
          --tcp             only TCP; of several kinds, all of these
          --udp             only UDP
          --unix            only Unix sockets
          --state LIST      only in these states: established, listen, closed, syn-sent,
                            syn-received, fin-wait1, fin-wait2, time-wait, close-wait,
                            last-ack, closing
          --port N          only with this port, own or of the other side
          --limit N         N of them, or all (the default)
          -f, --format F    text, or json: one object (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if the sockets of a kind cannot be read; 64 for a wrong option;
                74 if the output could not be written.
        example: probectl sockets --listen

        """

    private static let why = """
        usage: probectl why [options]

        Measures for two seconds and reports which resources are short or hot, since
        when, and which processes and cgroups account for how much of it.

          -w, --window T    measure for T, such as 10 or 1m (so does --duration alone)
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C
          --rules FILE      rules that classify programs, before the built-in ones
          --limit N         N processes for each finding (the default is 8)
          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a host at /host, or a captured machine

        A rule is a line: CATEGORY low|medium|high CONDITION... : SENTENCE
        A condition is name=, command=, unit= or cgroup= and patterns: * is any text,
        and | separates patterns. All conditions of a rule must hold:
          backup high name=nightly*|dump.sh : Saves our database.

        status: 0, also if something is short; 1 if nothing could be measured or the
                rules are wrong; 64 for a wrong option; 74 if the output could not be
                written.
        example: probectl why --window 10

        """

    private static let watch = """
        usage: probectl watch [options]

        Shows the machine on the whole terminal until q: CPUs, memory, pressure, disks,
        network, the quota and the file that sets it, and the processes or cgroups that
        use the most. The key h lists all keys.

          -i, --interval T  a reading every T (2 s), at least 100ms
          --sort KEY        cpu, memory, io, time, swap, threads, descriptors, start,
                            pid or name
          --filter TEXT     only these processes, as in processes
          --tree            each process below its parent
          --cgroups         the table of cgroups first
          --alert           at the end what turned bad or good meanwhile, a line each
          --ascii           no characters beyond ASCII, as without UTF-8 in LC_ALL,
                            LC_CTYPE or LANG
          --color C         256, 16, never, or auto: by TERM, COLORTERM and NO_COLOR
          --root DIR        beneath DIR: a captured machine, or a host at /host

        A terminal that cannot move its cursor (TERM=dumb) is refused, and so is a pipe.

        status: 0 after q, Ctrl-C or SIGTERM; 1 if there is no such terminal or DIR
                cannot be read; 64 for a wrong option; 74 if the output could not be
                written.
        example: probectl watch --interval 1 --sort memory

        """

    private static let check = """
        usage: probectl check [options]

        Prints a line with performance data, as monitoring plugins do. Without options:
        the usage of CPU, memory, swap and file systems, throttling, stalls for memory.

          --warning FIELD=RANGE    a number, and the range in which it is right
          --critical FIELD=RANGE   the same; both can be repeated
          -w, --window T    rates over T (half a second); 0: one reading, without rates
          --root DIR        beneath DIR: a captured machine, or a host at /host
          --version         or -V: the version

        FIELD is SECTION.NAME of the JSON, such as memory.usage_percent, of every item
        or of one: filesystem.usage_percent@/home. Rates have their names in "rates";
        cpu.total_usage_percent is of all CPUs. RANGE is MAX (from 0), MIN:, ~:MAX or
        MIN:MAX; after @ the numbers inside are wrong.

        status: 0 OK, 1 WARNING, 2 CRITICAL; 3 UNKNOWN: a number that was named is not
                known, or an option is wrong; also after --help and --version; 74 if the
                output could not be written.
        example: probectl check --warning load.load1=8 --critical load.load1=16

        """

    private static let export = """
        usage: probectl export [options]

        Prints a reading for another program.

          -f, --format F    prometheus (the text format 0.0.4), openmetrics, otlp (JSON
                            of OpenTelemetry), influx (its line protocol), or csv
          -o, --output FILE replaces FILE at once, as the textfile collector needs it
          --names NAMES     of prometheus and openmetrics: shared with node_exporter and
                            cAdvisor, or own: probe_SECTION_FIELD for all
          --only LIST       of the sections of sample; without it
                            cpu,load,memory,disk,filesystem,network,io,pressure,
                            quota,sensors,swap,interrupts,host,protocols,power
          --all-filesystems also pseudo, duplicate and covered mounts
          --quota-details   also resources of RDMA and misc, reservations of huge pages,
                            memory.swap.high, memory.zswap.max, pids.events
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C; prometheus and openmetrics only with --output
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0, also if a section could not be read (probe_section_success is 0);
                1 if DIR cannot be read; 64 for a wrong option; 74 if the output could
                not be written.
        example: probectl export --names own --output probe.prom --interval 15

        """

    private static let serve = """
        usage: probectl serve [options]

        Answers GET /metrics with a reading, as export prints it, for a Prometheus
        server; in OpenMetrics, if the request accepts it.

          --listen A:P      the address and the port; without it 127.0.0.1:9101, which
                            only this machine can reach; a port alone: of 127.0.0.1
          --names NAMES     shared, or own: probe_SECTION_FIELD for all
          --only LIST       the sections, as in export
          --all-filesystems also pseudo, duplicate and covered mounts
          --quota-details   also the details of the quota, as in export
          --root DIR        beneath DIR: a captured machine, or a host at /host

        Every program that can connect can read the metrics: there is no password and
        no TLS. A request has five seconds and 8 KiB.

        status: 0 after Ctrl-C or SIGTERM; 1 if the address cannot be listened on, or
                DIR cannot be read; 64 for a wrong option; 74 if the output could not
                be written.
        example: probectl serve --listen 127.0.0.1:9101 --only cpu,memory,quota

        """

    private static let capabilities = """
        usage: probectl capabilities [options]

        Prints for each section whether this build can read it, whether this machine
        has it, and why not.

          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 if DIR cannot be read; 64 for a wrong option; 74 if the
                output could not be written.
        example: probectl capabilities --root /host

        """
}
