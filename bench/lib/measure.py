"""Timing with hygiene: CPU of a process tree, foreign load, shuffled rounds, min/median/max."""

import os
import random
import statistics
import time

TICK = os.sysconf("SC_CLK_TCK")


def tree(pid):
    """The process and all its descendants."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="latin-1") as stat:
                    fields = stat.read().rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append(int(name))
            except OSError:
                continue
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo += parents.get(one, [])
    return found


def cpu_of(pid):
    """CPU seconds of a process tree, reaped children included."""
    total = 0
    for one in tree(pid):
        try:
            with open(f"/proc/{one}/stat", encoding="latin-1") as stat:
                fields = stat.read().rpartition(")")[2].split()
            total += sum(int(x) for x in fields[11:15])
        except OSError:
            continue
    return total / TICK


def busy_cpu():
    """CPU seconds that all programs of the machine have used so far (user, nice, system)."""
    with open("/proc/stat", encoding="ascii") as stat:
        fields = stat.readline().split()
    return (int(fields[1]) + int(fields[2]) + int(fields[3])) / TICK


class Run:
    """One measured run."""

    def __init__(self, seconds, server_cpu, foreign, value=None):
        self.seconds = seconds
        self.server_cpu = server_cpu
        self.foreign = foreign
        self.value = value


def once(action, server_pid=None, own_pids=()):
    """Runs `action` and measures it.

    Foreign load is what the machine used less this process tree (clients are its children) and the servers.
    """
    own = [os.getpid(), *own_pids] if server_pid is None else [os.getpid(), server_pid, *own_pids]
    known = set()
    roots = [pid for pid in own if not (pid in known or known.add(pid))]

    def ours():
        # Servers are usually children of this process: count each tree once.
        mine = set(tree(os.getpid()))
        return cpu_of(os.getpid()) + sum(cpu_of(pid) for pid in roots if pid not in mine)

    server_before = cpu_of(server_pid) if server_pid else 0
    ours_before, busy_before, start = ours(), busy_cpu(), time.monotonic()
    value = action()
    seconds = time.monotonic() - start
    busy, mine = busy_cpu() - busy_before, ours() - ours_before
    server = cpu_of(server_pid) - server_before if server_pid else 0
    return Run(seconds, server, max(0.0, busy - mine) / seconds, value)


def rounds(contestants, count, foreign_limit, server_pids=()):
    """Runs all contestants `count` times in shuffled order.

    `contestants` is a dict name -> (action, server pid or None). A run under foreign load is repeated, at most
    `count` times for each contestant. Returns name -> list of runs, and how many were thrown away.
    """
    kept = {name: [] for name in contestants}
    thrown = {name: 0 for name in contestants}
    order = random.Random(20261122)
    for _ in range(count):
        names = list(contestants)
        order.shuffle(names)
        for name in names:
            action, pid = contestants[name]
            while True:
                run = once(action, pid, server_pids)
                if run.foreign <= foreign_limit or thrown[name] >= count:
                    kept[name].append(run)
                    break
                thrown[name] += 1
    return kept, thrown


def spread(values):
    return {"min": min(values), "median": statistics.median(values), "max": max(values)}


def rate_row(name, runs, gigabytes, thrown):
    return {
        "name": name,
        "gb_per_s": spread([gigabytes / run.seconds for run in runs]),
        "server_cpu_s_per_gb": spread([run.server_cpu / gigabytes for run in runs]),
        "foreign_load": spread([run.foreign for run in runs]),
        "thrown_away": thrown,
    }


def latency_row(name, runs, thrown):
    """Of runs whose value is a list of latencies in ms: the median of each run, CPU for each request."""
    count = sum(len(run.value) for run in runs)
    return {
        "name": name,
        "ms": spread([statistics.median(run.value) for run in runs]),
        "server_cpu_ms": 1000 * sum(run.server_cpu for run in runs) / count,
        "requests": count,
        "foreign_load": spread([run.foreign for run in runs]),
        "thrown_away": thrown,
    }


def ratio(name, goal, runs, peer):
    """Round by round, so that both sides had the machine in the same state."""
    each = [statistics.median(a.value) / statistics.median(b.value) for a, b in zip(runs, peer)]
    return {"name": name, "goal": goal, **spread(each)}


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def print_latencies(report):
    """Tables in Markdown, to be pasted."""
    print(f"\n{report['title']}\n")
    print("| | ms, median of rounds [min-max] | CPU ms of the process | requests |\n|---|---|---|---|")
    for row in report["rows"]:
        print(f"| {row['name']} | {short(row['ms'])} | {row['server_cpu_ms']:.1f} | {row['requests']} |")
    if report["ratios"]:
        print("\n| ratio | median [min-max] | goal | |\n|---|---|---|---|")
    for one in report["ratios"]:
        print(f"| {one['name']} | {short(one)} | {one['goal']} | {verdict(one)} |")
    print()
    print_facts(report)


def print_facts(report):
    for name, text in report["facts"].items():
        print(f"- {name}: {text}")
    if not report["rows"]:
        return
    busy = statistics.median(row["foreign_load"]["median"] for row in report["rows"])
    thrown = sum(row["thrown_away"] for row in report["rows"])
    print(f"- foreign load: {busy:.2f} cores in the median; {thrown} runs thrown away for it"
          + (" (the machine was busy: trust ratios and CPU time, not milliseconds)"
             if busy > report["foreign_limit"] else ""))


def short(values):
    return f"{figure(values['median'])} [{figure(values['min'])}-{figure(values['max'])}]"


def figure(value):
    return f"{value:.4f}" if abs(value) < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def verdict(one):
    if not one.get("goal"):
        return ""
    relation, limit = one["goal"].split()
    met = one["median"] <= float(limit) if relation == "<=" else one["median"] >= float(limit)
    return "met" if met else "**missed**"


def print_clients(report):
    """Tables in Markdown, of cases that compare clients."""
    print(f"\n{report['title']}\n")
    if report["rows"]:
        print(f"| | {report['unit']} | CPU s of the client |\n|---|---|---|")
    for row in report["rows"]:
        print(f"| {row['name']} | {short(row['rate'])} | {short(row['cpu'])} |")
    if report["ratios"]:
        print("\n| ratio | median [min-max] | goal | |\n|---|---|---|---|")
    for one in report["ratios"]:
        print(f"| {one['name']} | {short(one)} | {one['goal']} | {verdict(one)} |")
    print()
    print_facts(report)


def print_report(report):
    if "unit" in report:
        print_clients(report)
        return
    if "facts" in report:
        print_latencies(report)
        return
    print(f"\n{report['title']}")
    for row in report["rows"]:
        rate, cpu = row["gb_per_s"], row["server_cpu_s_per_gb"]
        line = f"  {row['name']:<28} {rate['median']:6.2f} GB/s  [{rate['min']:.2f}-{rate['max']:.2f}]"
        if cpu["max"] > 0:
            line += f"   server CPU {cpu['median']:.2f} s/GB  [{cpu['min']:.2f}-{cpu['max']:.2f}]"
        line += f"   foreign load {row['foreign_load']['median']:.2f}"
        if row["thrown_away"]:
            line += f"   thrown away {row['thrown_away']}"
        print(line)
    for ratio in report["ratios"]:
        goal = f"   goal {ratio['goal']}" if "goal" in ratio else ""
        print(f"  {ratio['name']}: {ratio['value']:.2f}{goal}")
