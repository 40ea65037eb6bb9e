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
               probectl quota [options]          how many CPUs and how much memory I really have
               probectl processes [options]      which processes use what
               probectl process PID [options]    all about one of them
               probectl why [options]            what is short, and who is to blame
               probectl capabilities [options]   what can be read here, and why not
               probectl help COMMAND             the options of a command
               probectl --version

        example: probectl sample --interval 1 --only cpu,memory

        """

    private static let sample = """
        usage: probectl sample [options]

        Reads the machine over a window of half a second, and prints it.

          --interval S     go on every S seconds, until --count, --duration or Ctrl-C;
                           0: one reading at once, without rates
          --count N        so many readings (each second, without --interval)
          --duration S     no reading after S seconds
          --only LIST      sections: cpu,load,memory,disk,filesystem,network,io,
                           pressure,quota; and by name alone process,sensors
          --top N          the N processes that use the most CPU, too
          --per-cpu        each CPU too
          --frequency      the frequency of each CPU; some drivers measure for 20 ms
          --all-filesystems  pseudo, duplicate and covered mounts too
          --format F       text (the default), or json: one object a line
          --root DIR       beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where a section could not be read that should be; 64 for a
                wrong option.
        example: probectl sample --interval 1 --count 60 --format json

        """

    private static let quota = """
        usage: probectl quota [options]

        Prints how much CPU, memory and how many tasks this process may use, what sets each
        limit, and every level of its control groups, to be checked with cat.

          --pid PID        of that process, with its affinity and resource limits
          --cgroup GROUP   of that control group: its directory or its path
          --cpus           only the number of CPUs: a whole number of at least 1
          --round R        with --cpus: floor (the default), ceil or nearest
          --memory         only the bytes of memory, the machine's without a limit
          --format F       text (the default), json, or shell: lines for eval
          --root DIR       beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where neither CPU nor memory could be found out; 64 for a wrong option.
        example: make -j"$(probectl quota --cpus)"

        """

    private static let processes = """
        usage: probectl processes [options]

        Reads all processes over half a second and prints those that use the most.

          --sort KEY       cpu (the default), memory, io, time, swap, threads, descriptors,
                           start, pid or name
          --limit N        so many of them, or all (in text 20, in json all)
          --filter TEXT    with this in the name or the command line; or user=NAME,
                           state=zombie, cgroup=PART, parent=PID; several must all hold
          --tree           each behind its parent
          --details LIST   read of every process, too: status,io,descriptors,command_line,
                           cgroup,proportional or all; each costs a file a process
          --interval S     go on every S seconds, until --count N, --duration S or Ctrl-C;
                           0: one reading at once, ordered by CPU since the start
          --format F       text (the default), or json: one object a line
          --root DIR       read the files beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where the processes cannot be read; 64 for a wrong option.
        example: probectl processes --sort io --limit 5

        """

    private static let process = """
        usage: probectl process PID [options]

        Prints all that is known of one process, its rates over half a second.

          --threads        each of its threads, too
          --interval S     the window of its rates; 0: none
          --format F       text (the default), or json
          --root DIR       read the files beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where there is no such process, or its threads cannot be read; 64 for
        a wrong option.
        example: probectl process 4711 --threads

        """

    private static let why = """
        usage: probectl why [options]

        Measures for two seconds, and says what is short or hot, since when, and which
        processes and control groups account for how much of it, by what they are.

          --duration S     measure for S seconds
          --rules FILE     what programs are; these rules go before the built-in ones
          --limit N        so many processes for each finding (the default is 8)
          --format F       text (the default) or json
          --root DIR       beneath DIR: a host at /host, or a captured machine

        A rule is a line: CATEGORY low|medium|high CONDITION... : SENTENCE
        A condition is name=, command=, unit= or cgroup= and patterns: * is any text,
        and | stands between two of them. All conditions have to hold:
          backup high name=nightly*|dump.sh : Saves our database.

        status: 0, also where something is short; 1 where nothing could be measured or
        the rules are wrong; 64 for a wrong option.
        example: probectl why --duration 10

        """

    private static let capabilities = """
        usage: probectl capabilities [options]

        Prints for each section whether this build can read it, whether this machine gives it,
        and why not.

          --format F       text (the default) or json
          --root DIR       read the files beneath DIR

        example: probectl capabilities

        """
}
