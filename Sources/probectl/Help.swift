/// What --help prints. Each text fits a screen.
enum Help {
    enum Topic: String {
        case all
        case sample
        case quota
        case why
        case capabilities
        case help
    }

    static func text(_ topic: Topic) -> String {
        switch topic {
        case .all, .help: all
        case .sample: sample
        case .quota: quota
        case .why: why
        case .capabilities: capabilities
        }
    }

    private static let all = """
        probectl: how this machine and this container are doing.

        usage: probectl sample [options]         what is going on now
               probectl quota [options]          how many CPUs and how much memory I really have
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
          --only LIST      sections: cpu,load,memory,disk,filesystem,network,io,pressure,quota
          --per-cpu        each CPU too
          --frequency      the frequency of each CPU; some drivers measure for 20 ms a CPU
          --all-filesystems  pseudo, duplicate and covered mounts too
          --format F       text (the default), or json: one object a line
          --root DIR       read the files beneath DIR: a captured machine, or a host at /host

        status: 0; 1 where a section could not be read that should be; 64 for a wrong option.
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

    private static let why = """
        usage: probectl why [options]

        Measures for two seconds, and says which resource is short or hot, since when, and
        which processes and control groups account for how much of it, by what they are.

          --duration S     measure for S seconds
          --rules FILE     what programs are, before the built-in rules; a line is
                           CATEGORY CONFIDENCE CONDITION... : SENTENCE
                           with name=, command=, unit=, cgroup= or kernel= as conditions, and
                           low, medium or high; * is any text, | is or
          --limit N        so many processes for each finding (the default is 8)
          --format F       text (the default) or json
          --root DIR       beneath DIR: a host at /host, or a captured machine

        rule:    backup high name=nightly*|dump.sh : Saves our database.
        status:  0, also where something is short; 1 where nothing could be measured, or the
                 rules are wrong; 64 for a wrong option.
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
