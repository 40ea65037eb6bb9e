/// The built-in rules of ``ProcessClassifier``: a table in the format of ``ClassifierRule``, as in a
/// user's file. The first matching rule decides, so certain rules come before guesses, and interpreters
/// and shells, which can run anything, come last.
let classifierRules = kernelRules + serviceRules + toolRules + generalRules

private let kernelRules = #"""
    # The kernel's own threads.
    system high kernel=yes name=kswapd* : Frees memory, because there is little left.
    system high kernel=yes name=kcompactd* : Moves memory together to make large free pieces.
    system high kernel=yes name=khugepaged : Puts small pages together to huge ones.
    system high kernel=yes name=ksmd : Looks for equal pages of memory to share them.
    system high kernel=yes name=oom_reaper : Takes the memory of a process killed for want of it.
    system high kernel=yes name=ksoftirqd/* : Serves interrupts, most often of the network or disks.
    system high kernel=yes name=irq/* : Serves the interrupts of one device.
    system high kernel=yes name=migration/* : Moves tasks between CPUs.
    system high kernel=yes name=rcu*|rcuc/*|rcub/* : Cleans up behind the kernel's own lists.
    system high kernel=yes name=idle_inject/* : Keeps a CPU idle on purpose, to cool it.
    system high kernel=yes name=watchdog* : Watches that no CPU hangs.
    system high kernel=yes name=kworker/*flush-* : Writes changed files back to a disk.
    system high kernel=yes name=kworker/*kcryptd* : Encrypts and decrypts a disk.
    system high kernel=yes name=kworker/*writeback*|kworker/*dm-* : Writes to disks.
    system high kernel=yes name=kworker/* : Does work that drivers and file systems put off.
    system high kernel=yes name=jbd2/* : Writes the journal of an ext4 file system.
    system high kernel=yes name=xfsaild/*|xfs-*|xfs_* : Works for an XFS file system.
    system high kernel=yes name=btrfs-* : Works for a btrfs file system.
    system high kernel=yes name=txg_sync|z_wr_*|z_rd_*|zvol*|arc_* : Works for a ZFS file system.
    system high kernel=yes name=md*_resync|md*_recovery : Brings a RAID array up to date.
    system high kernel=yes name=md*_raid* : Reads and writes a RAID array.
    system high kernel=yes name=dmcrypt_write*|kcryptd* : Encrypts and decrypts a disk.
    system high kernel=yes name=loop*|nvme*|scsi_*|kblockd : Works for a disk.
    system high kernel=yes name=nfsd|lockd : Serves files to other machines, by NFS.
    system high kernel=yes name=kvm-*|vhost-* : Works for a virtual machine.
    system high kernel=yes name=* : A thread of the kernel.
    other medium kernel=no name=kswapd*|kworker*|ksoftirqd*|kthreadd|watchdogd \
    : Has the name of a kernel thread and is none: look at it closely.
    mining high name=xmrig*|xmr-stak*|minerd|cpuminer*|ethminer|nbminer|kdevtmpfsi|kinsing|t-rex \
    : Mines coins.

    """#

private let serviceRules = #"""
    # Backup.
    backup high name=restic|borg|borgmatic|borgbackup|kopia|duplicity|duplicati*|duplicacy|attic|bup \
    : Makes backups.
    backup high name=bacula-*|bareos-*|bconsole|amdump|amandad|burp|urbackup*|vzdump|proxmox-backup* \
    : Makes backups.
    backup high name=veeam*|dsmc|cvd|nbackup*|timeshift|snapper|rsnapshot|rdiff-backup|backintime* \
    : Makes backups.
    backup high name=pg_dump|pg_dumpall|pg_basebackup|pgbackrest|barman*|wal-g|wal-e* \
    : Writes out a PostgreSQL database, for a backup.
    backup high name=mysqldump|mariadb-dump|mydumper|xtrabackup|mariabackup|mariadb-backup|innobackupex \
    : Writes out a MySQL or MariaDB database, for a backup.
    backup high name=mongodump|redis-dump|influxd-backup|etcdutl : Writes out a database, for a backup.
    backup high name=zfs command="zfs send*|*/zfs send*" : Sends a ZFS snapshot, for a backup.
    backup high name=btrfs command="*btrfs send*" : Sends a btrfs snapshot, for a backup.
    backup high name=qemu-img command="*qemu-img convert*" : Copies the disk of a virtual machine.
    backup high command="*restic backup*|*borg create*|*kopia snapshot*" : Makes a backup.
    backup medium unit=*backup*.service|*backup*.scope : Belongs to a unit that is named a backup.
    backup medium name=backup*|*backup|*-backup.*|*_backup.* : Is named a backup.
    backup medium name=rsync : Copies files, most often for a backup.
    backup medium name=rclone : Copies files to or from a cloud, most often for a backup.
    backup low name=s3cmd|s5cmd|azcopy|gsutil|mc : Copies files to or from a cloud.

    # Databases and caches.
    database high name=postgres|postmaster|pgbouncer|pgpool|pgcat|odyssey : PostgreSQL.
    database high name=mysqld|mysqld_safe|mariadbd|mariadbd-safe|proxysql|maxscale : MySQL or MariaDB.
    database high name=mongod|mongos|ferretdb : MongoDB.
    database high name=redis-server|valkey-server|keydb-server|dragonfly|redis-sentinel|memcached \
    : A store of keys and values in memory.
    database high name=clickhouse*|influxd|questdb|victoria-metrics*|victoriametrics|vmstorage|vmselect \
    : A database of measurements.
    database high name=etcd|consul|zookeeper|QuorumPeerMain : A store of the state of a cluster.
    database high name=cockroach|tidb-server|tikv-server|pd-server|yb-tserver|yb-master|scylla|rqlited \
    : A distributed database.
    database high name=CassandraDaemon : Cassandra.
    database high name=Elasticsearch|opensearch|OpenSearch|meilisearch|typesense-server|manticore* \
    : A database for searching.
    database high command=*org.elasticsearch*|*org.opensearch*|*solr*start.jar* \
    : A database for searching.
    database high name=neo4j*|arangod|couchdb|beam.smp command=*couch*|*neo4j*|*arango* : A database.
    database high name=oracle*|ora_*|sqlservr|db2sysc|hdbindexserver|firebird|taosd|surreal : A database.
    database high name=slapd|ns-slapd : A directory of users, LDAP.
    database medium name=sqlite3|psql|mysql|mariadb|mongosh|redis-cli|duckdb : Works with a database.
    database medium unit=postgresql*.service|mysql*.service|mariadb*.service|redis*.service : Belongs to a database's unit.

    # Messages.
    message_broker high name=rabbitmq*|beam.smp command=*rabbit* : RabbitMQ.
    message_broker high name=nats-server|mosquitto|emqx|vernemq|activemq|pulsar|redpanda|nsqd \
    : Passes messages between programs.
    message_broker high command=*kafka.Kafka*|*activemq*|*org.apache.pulsar* \
    : Passes messages between programs.
    message_broker high name=Kafka : Kafka.
    message_broker medium name=celery|sidekiq|rq|huey_consumer : Works through a queue of tasks.

    # Containers.
    development high name=docker|podman|nerdctl command="* build *|* buildx *" : Builds container images.
    container_runtime high name=dockerd|docker-proxy|docker-init|moby-engine : Docker itself.
    container_runtime high name=containerd|containerd-shim*|runc|crun|youki|runsc|kata-* \
    : Runs containers.
    container_runtime high name=crio|conmon|podman|catatonit|netavark|aardvark-dns : Runs containers.
    container_runtime high name=kubelet|kube-*|k3s|k3s-*|rke2|k0s|microk8s*|kubelite|minikube|kind \
    : Kubernetes.
    container_runtime high name=cilium-agent|calico-node|flanneld|coredns|kindnetd \
    : The network of a Kubernetes cluster.
    container_runtime high name=nomad|lxd|lxcfs|lxc-*|incusd|systemd-nspawn|machined : Runs containers.
    container_runtime medium name=docker|nerdctl|crictl|ctr|kubectl|helm|docker-compose|skopeo \
    : Asks for containers.

    # Web and application servers, proxies.
    web_server high name=nginx|apache2|httpd|lighttpd|caddy|h2o|openresty|tengine|litespeed|lshttpd \
    : A web server.
    web_server high name=haproxy|envoy|traefik|varnishd|varnish|squid|pingora|istio-proxy|linkerd* \
    : A proxy.
    web_server high name=php-fpm*|php-cgi|fcgiwrap|spawn-fcgi : Runs PHP and other CGI programs for a web server.
    web_server high name=gunicorn|uwsgi|uvicorn|hypercorn|daphne|waitress* : Runs a Python web program.
    web_server high name=puma|unicorn|unicorn_rails|passenger*|thin|Passenger* \
    : Runs a Ruby web program.
    web_server high command=*catalina*|*org.eclipse.jetty*|*org.jboss*|*wildfly*|*weblogic* \
    : Runs a Java web program.
    web_server medium name=next-server|pm2|nuxt|deno-serve : Runs a JavaScript web program.
    web_server medium command="*manage.py runserver*|*http.server*|*flask run*|*rails server*" \
    : A web program.

    # What watches.
    monitoring high name=node_exporter|*_exporter|prometheus*|alertmanager|grafana*|loki|promtail|alloy \
    : Measures, or keeps measurements.
    monitoring high name=netdata|telegraf|collectd|cadvisor|thanos|mimir|vmagent|tempo|otelcol*|go.d.plugin \
    : Measures, or keeps measurements.
    monitoring high name=zabbix_*|nagios*|nrpe|icinga2|check_mk*|monit|munin*|snmpd|sysstat|sar|sadc \
    : Measures, or keeps measurements.
    monitoring high name=datadog*|agent-dd|newrelic*|dd-agent|dynatrace*|oneagent*|amazon-cloudwatch-agent \
    : Measures for a service.
    monitoring high name=apps.plugin|pmcd|pmlogger|atop|atopacctd|vnstatd|smartd|mcelog|rasdaemon \
    : Watches the machine.
    monitoring high name=top|htop|btop|glances|iotop|iftop|vmstat|iostat|pidstat|nmon|probectl \
    : Shows how the machine is doing.
    monitoring high name=perf|bpftrace|strace|ltrace|tcpdump|tshark|gdb|valgrind*|sysdig \
    : Looks closely at programs, which costs time.

    # Logs.
    logging high name=systemd-journal*|journalctl : Writes or reads the journal of all messages.
    logging high name=rsyslogd|syslog-ng|syslogd|klogd|logrotate|auditd|audispd : Writes logs.
    logging high name=fluentd|fluent-bit|td-agent*|vector|filebeat|metricbeat|logstash|nxlog \
    : Collects logs.
    logging high command=*logstash* : Collects logs.

    # Security.
    security high name=clamd|clamscan|clamdscan|freshclam|clamonacc|sophos*|savd|esets_daemon \
    : Looks for viruses.
    security high name=rkhunter|chkrootkit|aide|tripwire|lynis|osqueryd|wazuh*|ossec*|falcon-sensor* \
    : Looks for intruders.
    security high name=mdatp|wdavdaemon|falcond|auditbeat|snort|suricata|fail2ban-server|crowdsec|falco \
    : Looks for intruders.
    security high name=vault|keycloak|certbot|acme.sh|lego : Keeps keys and certificates.

    # Mail.
    mail high name=master|qmgr|pickup|smtpd|cleanup|smtp unit=postfix*.service : Postfix.
    mail high name=postfix|exim*|sendmail|opensmtpd|dovecot|imap|imap-login|pop3|pop3-login|cyrus* \
    : Carries mail.
    mail high name=rspamd|spamd|spamassassin|amavisd*|amavis*|opendkim|policyd* : Filters mail.

    # Files for other machines, names, tunnels.
    file_server high name=smbd|nmbd|winbindd|nfsd|rpc.*|proftpd|vsftpd|pure-ftpd|minio|glusterfs* \
    : Serves files.
    file_server high name=ceph-*|weed|sftp-server|syncthing|seafile*|nextcloud*|ganesha.nfsd \
    : Serves files.
    file_server medium name=scp|sftp|curl|wget|aria2c|lftp|transmission*|qbittorrent*|rtorrent \
    : Transfers files.
    network high name=named|unbound|dnsmasq|pdns*|bind9|knotd|dnscrypt-proxy|AdGuardHome|pihole-FTL \
    : Answers for names.
    network high name=openvpn|wireguard*|wg*|tailscaled|charon*|xl2tpd|cloudflared|frpc|frps|ngrok|v2ray \
    : A tunnel.
    network high name=NetworkManager|systemd-network*|systemd-resolve*|wpa_supplicant|dhclient|dhcpcd \
    : Sets up the network.
    network high name=bird|zebra|bgpd|keepalived|iptables*|nft|firewalld|ufw|conntrackd : Routes packets.
    network medium name=iperf|iperf3|nmap|masscan|ab|wrk|hey|k6|locust : Tests a network.

    """#

private let toolRules = #"""
    # Virtual machines.
    virtual_machine high name=qemu-system-*|qemu-kvm|kvm|firecracker|cloud-hyperviso*|crosvm|bhyve \
    : Runs a virtual machine.
    virtual_machine high name=libvirtd|virtqemud|virtlogd|VBoxHeadless|VBoxSVC|VirtualBoxVM|vmware-vmx \
    : Runs virtual machines.
    virtual_machine high name=qemu-*-static|qemu-aarch64|qemu-x86_64|qemu-arm|qemu-riscv64 \
    : Runs programs of another processor.

    # Development: compilers and linkers.
    development high name=cc1|cc1plus|cc1obj|gcc|g++|gcc-*|g++-*|cc|c++|collect2|lto1|lto-wrapper \
    : Compiles C or C++.
    development high name=*-gcc|*-g++|*-gcc-*|clang|clang++|clang-*|icx|icpx|nvcc|cicc|ptxas|ccache|sccache \
    : Compiles C or C++.
    development high name=clangd|ccls|gopls|rust-analyzer|sourcekit-lsp|pyright*|pylsp|jdtls|tsserver \
    : Helps an editor with the code.
    development high name=as|ld|ld.*|gold|lld|mold|wild|ar|ranlib|strip|objcopy|objdump|nm|dsymutil \
    : Links programs.
    development high name=llvm-*|addr2line|readelf|lcov|gcov : Works on compiled programs.
    development high name=swift-frontend|swiftc|swift-driver|swift-build|swift-test|swift-package|swift \
    : Compiles Swift.
    development high name=sourcekit*|swift-format|docc|xcodebuild|lldb* : Works on Swift code.
    development high name=rustc|cargo|cargo-*|clippy-driver|rustdoc|rustfmt|rustup : Compiles Rust.
    development high name=go|compile|link|asm|cgo|vet command="go *|*/go *|*/pkg/tool/*" : Compiles Go.
    development high name=javac|kotlinc|scalac|sbt*|mvn|mvnd|gradle|gradlew|ant|bazel*|buck* : Builds Java.
    development high command=*gradle*|*org.codehaus.plexus*|*org.apache.maven*|*KotlinCompileDaemon* \
    : Builds Java.
    development high name=ghc|ghc-*|cabal|stack|ocamlopt*|ocamlc*|dune|zig|nim|crystal|dmd|ldc2|fpc|gnat1 \
    : Compiles programs.
    development high name=gfortran*|f951|flang*|tsc|esbuild|swc|vite|webpack*|rollup|parcel|turbo \
    : Compiles programs.
    development high name=msbuild|MSBuild|csc|vbcscompiler|VBCSCompiler|fsc : Builds .NET programs.
    development high name=dotnet command="*dotnet build*|*dotnet test*|*dotnet publish*" \
    : Builds .NET programs.

    # Development: building, fetching, testing.
    development high name=make|gmake|ninja|ninja-build|samu|cmake|ctest|meson|scons|waf|autoconf|automake \
    : Builds programs.
    development high name=configure|libtool|m4|bison|flex|xgettext|pkg-config|just|buildah|kaniko \
    : Builds programs.
    development high name=buildkitd|docker-buildx|docker-build|img : Builds container images.
    development high name=npm|npm-cli|npx|npx-cli|yarn|yarn.js|pnpm|corepack|jest|jest-worker|vitest|mocha \
    : Builds or tests JavaScript.
    development high name=eslint|prettier|node-gyp|ng|nx|next|tsx|ts-node|nodemon|cypress|playwright \
    : Builds or tests JavaScript.
    development high name=pip|pip3|pip3.*|pipenv|poetry|uv|uvx|conda|mamba|tox|nox|build|virtualenv \
    : Installs or builds Python packages.
    development high name=pytest|py.test|mypy|pylint|ruff|black|flake8|coverage|sphinx-build \
    : Tests or checks programs.
    development high name=bundle|bundler|gem|rake|rspec|composer|phpunit|phpstan|mix|rebar3|cpan|cpanm|prove \
    : Builds or tests programs.
    development high name=git|git-*|hg|svn|svnserve|jj|gitk|lazygit|git-lfs : Version control.
    development high name=gitaly|gitea|forgejo|gitlab-*|jenkins|TeamCity*|teamcity* \
    : Serves or builds code.
    development high name=gitlab-runner|Runner.Listener|Runner.Worker|buildkite-agent|drone*|act_runner \
    : Builds code for a server.
    development high name=jenkins.war|agent.jar|remoting.jar|slave.jar : Builds code for a server.
    development medium name=code|code-server|codium|cursor|idea|pycharm|emacs*|vim|nvim|vi|nano|hx|zed \
    : An editor.
    development medium command=*intellij*|*pycharm*|*/.vscode-server/* : An editor.
    development high name=rpmbuild|dpkg-buildpacka*|dpkg-deb|debuild|makepkg|mock|nix-build|nix|nix-daemon \
    : Builds packages.
    development medium name=cppcheck|clang-tidy|afl-*|honggfuzz|fuzz|fuzz-*|*_fuzzer : Looks for faults in code.

    # Installing software.
    packages high name=apt|apt-get|aptitude|dpkg|dpkg-*|unattended-upgrade*|unattended-upgr|apt.systemd.daily \
    : Installs software.
    packages high name=dnf*|yum|rpm|zypper|pacman|apk|emerge|xbps-*|packagekitd|PackageKit|snapd|snap|flatpak \
    : Installs software.
    packages high name=needrestart|debconf|update-initramf*|mkinitramfs|dracut|mkinitcpio|depmod|dkms \
    : Sets up installed software.
    packages high name=fwupd*|apt-listchanges|apt-check|check-new-relea*|update-notifie* \
    : Looks for new versions.
    packages high unit=apt-daily*.service|dnf-makecache*.service : Belongs to a unit that installs software.
    packages medium name=ansible*|puppet|puppetd|chef-client|salt-minion|salt-master|terraform|tofu \
    : Sets up machines.

    # Looking through files.
    indexing high name=updatedb*|plocate*|mlocate*|locate|mandb|man-db|makewhatis \
    : Looks through all files to find them faster later.
    indexing high name=baloo_file*|tracker-*|tracker*-miner*|localsearch*|recollindex|recoll|zeitgeist* \
    : Looks through all files to find them faster later.
    indexing medium name=find|fd|fdfind|rg|ag|ack|grep|egrep|du|ncdu|fdupes|sha256sum|sha1sum|md5sum|b3sum \
    : Looks through files.

    # Media, numbers.
    media high name=ffmpeg|ffprobe|HandBrakeCLI|x264|x265|SvtAv1EncApp|aomenc|lame|flac|opusenc|sox|mencoder \
    : Converts films or sound.
    media high name=convert|magick|mogrify|identify|gs|inkscape|blender|povray|vips*|cwebp|avifenc|tesseract \
    : Makes or converts pictures.
    media high name=jellyfin*|plexmediaserv*|"Plex*"|emby*|immich*|photoprism|mpv|vlc|obs|shotcut|kdenlive \
    : Plays or keeps films and pictures.
    machine_learning high name=ollama*|llama-*|llama-server|vllm*|tritonserver|text-generation*|torchrun \
    : Runs a model.
    machine_learning high name=tensorboard|deepspeed|accelerate|whisper|stable-diffusion* : Works on models.
    machine_learning medium command=*torch*|*tensorflow*|*transformers*|*xgboost*|*vllm* \
    : Works on models.
    machine_learning medium name=jupyter*|ipykernel*|ipython|R|rsession|octave*|MATLAB|matlab|julia \
    : Calculates.
    load_test high name=stress|stress-ng*|fio|sysbench|cpuburn|burnP6|mprime|memtester|bonnie*|dbench|pgbench \
    : Makes load on purpose.
    load_test medium name=yes : Writes one word forever; used to make load.

    """#

private let generalRules = #"""
    # The system.
    system high name=systemd|init|systemd-*|(sd-pam)|upstart|runit|runsv*|s6-*|openrc*|tini|dumb-init \
    : Starts and watches services.
    system high name=dbus-daemon|dbus-broker*|polkitd|udisksd|upowerd|accounts-daemon|udevd|eudevd|mdev \
    : Serves the other programs of the system.
    system high name=sshd|sshd-*|login|agetty|getty|sudo|su|ssh-agent|dropbear|sssd*|nscd|nslcd|pam_* \
    : Lets users in.
    system high name=cron|crond|anacron|atd|fcron|run-parts : Starts other programs at set times.
    system high name=chronyd|ntpd|systemd-timesyn*|ptp4l|phc2sys : Keeps the clock right.
    system high name=fstrim|e2fsck|fsck*|xfs_repair|badblocks|mkfs*|e4defrag|xfs_fsr : Works on file systems.
    system high name=smartctl|hdparm|mdadm|lvm|vgs|pvs|lvs|dmeventd|zpool|zed|multipathd|iscsid|blkid \
    : Works on disks.
    system high name=irqbalance|thermald|tuned|power-profiles*|powertop|tlp|acpid|cpupower|earlyoom \
    : Tunes the machine.
    system high name=ModemManager|bluetoothd|avahi-daemon|cupsd|cups-browsed|colord|geoclue|rtkit-daemon \
    : Serves devices.
    system high name=cloud-init|waagent|google_*|amazon-ssm-agen*|qemu-ga|vmtoolsd|walinuxagent \
    : Serves the cloud in which the machine runs.
    system medium name=tmux*|screen|SCREEN|sleep|mosh-server|script|watch|ssh|sshfs : A session.
    system medium name=ps|ls|cat|sort|sed|awk|gawk|mawk|xargs|head|tail|cut|tr|wc|cp|mv|rm|tee|chown|chmod \
    : A small tool of a shell.

    # The graphical session.
    desktop high name=Xorg|X|Xwayland|gnome-*|gjs|mutter|kwin*|plasmashell|xfce4*|xfwm4|cinnamon*|sway|weston \
    : The graphical session.
    desktop high name=gdm*|sddm*|lightdm*|pipewire*|wireplumber|pulseaudio|ibus-*|xdg-*|gvfs*|goa-*|evolution* \
    : The graphical session.
    desktop high name=firefox*|chrome|chromium*|brave|msedge|opera|vivaldi*|"Web Content"|"Isolated Web Co" \
    : A browser.
    desktop high name=WebExtensions|"Privileged Cont"|"Socket Process"|"RDD Process"|thunderbird*|epiphany* \
    : A browser or a mail program.
    desktop high name=slack|discord|Discord|teams*|zoom|spotify|signal-desktop|telegram-*|electron|soffice* \
    : A program with windows.
    desktop high name=steam*|wine*|wineserver|Xvfb|Xvnc|x11vnc|xrdp*|gnome-remote-*|sunshine|libreoffice \
    : A program with windows.

    # Guesses.
    backup low name=tar|bsdtar|gtar|cpio|pax|zip|7z|7za|7zz|rar|dump|dar : Packs files, often for a backup.
    backup low name=gzip|pigz|bzip2|pbzip2|xz|pxz|pixz|zstd|zstdmt|pzstd|lz4|lzop|brotli|gpg|age|dd|split \
    : Packs, encrypts or copies data, often for a backup.
    other low name=java : A Java program.
    other low name=python*|pypy* : A Python program.
    other low name=node|nodejs|bun|deno|MainThread : A JavaScript program.
    other low name=ruby*|perl*|php*|lua*|tclsh*|Rscript|guile|dotnet|mono|beam.smp|erl : A script.
    other low name=bash|sh|dash|zsh|ksh|fish|ash|busybox : A shell, or a script of one.
    other low cgroup=*/kubepods*|*/docker*|*libpod*|*cri-containerd*|*lxc* : A program in a container.

    """#
