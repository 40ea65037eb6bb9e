# What probectl says in the groups that `groups ARRANGEMENT exec` makes: a quota of one and a half
# CPUs on /shop/web, 128 MiB on /shop, 100 tasks on /shop/web, the process in /shop/web/worker.
passed=0 failed=0 skipped=0
says() { # SENTENCE WANTED GOT
    if [ "$2" = "$3" ]; then passed=$((passed + 1)); echo "ok: $1"
    else failed=$((failed + 1)); echo "FAIL: $1: expected $2, got $3"; fi
}
has() { # SENTENCE TEXT
    if echo "$json" | grep -qF "$2"; then passed=$((passed + 1)); echo "ok: $1"
    else failed=$((failed + 1)); echo "FAIL: $1: expected $2, got $json"; fi
}
says "one and a half CPUs are one, rounded down" 1 "$(./probectl quota --cpus)"
says "and two, rounded up" 2 "$(./probectl quota --cpus --round ceil)"
cgroup=$(grep -E '^[0-9]+:([^:]*,)?memory(,[^:]*)?:' /proc/self/cgroup)
if [ -n "$cgroup" ] || grep -qw memory /sys/fs/cgroup/cgroup.controllers /sys/fs/cgroup/unified/cgroup.controllers 2>/dev/null; then
    says "the parent's memory" 134217728 "$(./probectl quota --memory)"
fi
json=$(./probectl quota --format json)
has "the quota of the parent" '"quota_us":150000,"period_us":100000'
has "its level" '"level":"/shop/web"'
has "the limit of tasks" '"value":100,"complete":true'
has "the own group" '"path":"/shop/web/worker"'
sleep 100 & # Another process of the same groups, seen from outside them.
child=$!
for directory in $(find /sys/fs/cgroup -maxdepth 2 -name cgroup.procs); do
    echo $$ >"$directory" 2>/dev/null
done
says "outside its groups all CPUs" "$(nproc)" "$(./probectl quota --cpus)"
says "another process" 1 "$(./probectl quota --cpus --pid $child)"
says "another group" 1 "$(./probectl quota --cpus --cgroup /shop/web/worker)"
kill $child
shell=$(./probectl quota --format shell --cgroup /shop/web/worker)
if [ -n "$shell" ] && (set -u; eval "$shell") >/dev/null 2>&1; then
    passed=$((passed + 1)); echo "ok: a shell can read it"
else
    failed=$((failed + 1)); echo "FAIL: a shell can read it: got $shell"
fi
./probectl quota --pid 999999 >/dev/null 2>&1
says "no such process" 1 $?
echo "probectl: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
