/// What --help prints. Each text fits a screen.
enum Help {
    enum Topic: String {
        case all
        case sample
        case quota
        case processes
        case process
        case why
        case capabilities
        case help
    }

    static func text(_ topic: Topic) -> String {
        switch topic {
        case .all, .help: all
        case .sample: sample
        case .quota: quota
        case .processes: processes
        case .process: process
        case .why: why
        case .capabilities: capabilities
        }
    }

    private static let all = """
        probectl: how this machine and this container are doing.

        usage: probectl sample [options]         what is going on now
               probectl quota [options]          the CPUs and memory I really have
               probectl processes [options]      which processes use what
               probectl process PID [options]    all about one of them
               probectl why [options]            what is short, and who is to blame
               probectl capabilities [options]   what can be read here, and why not
               probectl help COMMAND             the options of a command
               probectl --version

        Tables fit the terminal: a column without space is left out, and "…" is where
        a row was cut. In a pipe or a file every row is whole.

        status: 0; 1 if something requested could not be read; 64 for a wrong command
                line; 74 if the output could not be written.
        example: probectl sample --interval 1 --only cpu,memory

        """

    private static let sample = """
        usage: probectl sample [options]

        Reads the machine over a window of half a second, and prints it.

          -i, --interval T  repeat every T (2, 500ms, 5m) until --count, --duration or
                            Ctrl-C; 0: one reading at once, without rates
          -w, --window T    rates over the last T before a reading, not the interval
          -n, --count N     N readings (one a second, without --interval)
          -d, --duration T  no reading after T
          --only LIST       of cpu,load,memory,disk,filesystem,network,io,pressure,
                            quota; and process,sensors, which are read only by name
          --top N           the N processes that use the most CPU, too
          --per-cpu         each CPU, too
          --frequency       the frequency of each CPU; some drivers measure for 20 ms
          --all-filesystems pseudo, duplicate and covered mounts, too
          -f, --format F    text, or json: one object a line (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where a section could not be read that should be; 64 for a wrong
                option; 74 where the output could not be written.
        example: probectl sample --interval 1 --count 60 --json

        """

    private static let quota = """
        usage: probectl quota [options]

        Prints how much CPU, memory and how many tasks this process may use, what sets
        each limit, and every level of its control groups, to be checked with cat.

          -p, --pid PID     of that process, with its affinity and resource limits
          --cgroup GROUP    of that control group: its directory or its path
          --cpus            only the number of CPUs: a whole number of at least 1
          --round R         with --cpus: floor (the default), ceil or nearest
          --memory          only the bytes of memory, the machine's without a limit
          -i, --interval T  repeat every T, such as 2 or 500ms, until -n, --count N,
                            -d, --duration T or Ctrl-C; 0: once
          -f, --format F    text, json (also --json), or shell: lines for eval
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where neither CPU nor memory could be found out; 64 for a wrong
                option; 74 where the output could not be written.
        example: make -j"$(probectl quota --cpus)"

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
          --tree            each behind its parent
          --details LIST    status,io,descriptors,command_line,cgroup,proportional,all:
                            columns of text, fields of JSON; each costs a file a process
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C; 0: one reading at once, ordered by CPU time
          -w, --window T    rates over the last T before a reading
          -f, --format F    text, or json: one object a line (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where the processes or users cannot be read; 64 for a wrong option
                or user; 74 where the output could not be written.
        example: probectl processes --filter user=www-data --sort io

        """

    private static let process = """
        usage: probectl process PID|self [options]

        Prints all that is known of one process, its rates over half a second.

          -p, --pid PID     the process, in place of the word
          --threads         each of its threads, too
          -i, --interval T  repeat every T, such as 2 or 500ms, until -n, --count N,
                            -d, --duration T or Ctrl-C; 0: one reading at once
          -w, --window T    rates over the last T before a reading; 0: none
          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where there is no such process, it ended, or its threads cannot be
                read; 64 for a wrong option; 74 where the output could not be written.
        example: probectl process 4711 --threads

        """

    private static let why = """
        usage: probectl why [options]

        Measures for two seconds, and says what is short or hot, since when, and which
        processes and control groups account for how much of it, by what they are.

          -w, --window T    measure for T, such as 10 or 1m (so does --duration alone)
          -i, --interval T  repeat every T until -n, --count N, -d, --duration T or
                            Ctrl-C
          --rules FILE      what programs are; these rules go before the built-in ones
          --limit N         N processes for each finding (the default is 8)
          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a host at /host, or a captured machine

        A rule is a line: CATEGORY low|medium|high CONDITION... : SENTENCE
        A condition is name=, command=, unit= or cgroup= and patterns: * is any text,
        and | is between two of them. All conditions have to hold:
          backup high name=nightly*|dump.sh : Saves our database.

        status: 0, also where something is short; 1 where nothing could be measured or
                the rules are wrong; 64 for a wrong option; 74 where the output could
                not be written.
        example: probectl why --window 10

        """

    private static let capabilities = """
        usage: probectl capabilities [options]

        Prints for each section whether this build can read it, whether this machine
        gives it, and why not.

          -f, --format F    text, or json (also --json)
          --root DIR        beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where DIR cannot be read; 64 for a wrong option; 74 where the
                output could not be written.
        example: probectl capabilities --root /host

        """
}
