"""The figures as a table, and the targets: met or missed."""

import statistics

from bench.views import FIRST, LATER

MEMORY, COLD_START, GROWTH = 150, 2.0, 1.2
MOST_QUERIES = 20
HEADER = (
    f"{'recorrido':22}{'CPU ms':>9}{'× base':>8}{'meta':>6}{'p50':>8}{'p95':>8}{'p50×8':>8}"
    f"{'p95×8':>8}{'consultas':>11}{'KB':>8}{'KB red':>8}  "
)


def table(told):
    bare = statistics.mean(each["bare_cpu_ms"] for each in told["journeys"].values())
    print(f"\n{told['engine']} · {told['size']} · página desnuda: {bare:.1f} ms de CPU")
    print(HEADER)
    for name, figures in told["journeys"].items():
        print(line(name, figures))
    print()
    for words, value, unit, most in facts(told):
        target = "" if most is None else f"meta ≤ {most:g} {unit}: {verdict(value, most)}"
        print(f"  {words:48}{value:>9.1f} {unit:4} {target}")
    if told["export"]:
        export = told["export"]
        print(
            f"  {'exportar todo a YAML':48}{export['seconds']:>9.1f} s    "
            f"({export['cpu_seconds']:.1f} s de CPU, {export['bytes'] / 1e6:.1f} MB)"
        )


def line(name, figures):
    alone, several = figures["1"], figures.get("8", {})
    times, target = times_bare(figures), figures["target"]
    met = f"{verdict(times, target)}" if target else ""
    queries = figures["queries"]
    if queries is not None and queries > MOST_QUERIES:
        met += f" · más de {MOST_QUERIES} consultas"
    return (
        f"{name:22}{alone['cpu_ms']:>9.1f}{times:>8.2f}{target or '—':>6}"
        f"{alone['p50_ms']:>8.1f}{alone['p95_ms']:>8.1f}"
        f"{several.get('p50_ms', 0):>8.1f}{several.get('p95_ms', 0):>8.1f}"
        f"{queries if queries is not None else '—':>11}"
        f"{alone['raw_bytes'] / 1000:>8.1f}{alone['wire_bytes'] / 1000:>8.1f}  {met}"
    )


def times_bare(figures):
    return figures["1"]["cpu_ms"] / figures["bare_cpu_ms"]


def facts(told):
    refused = sum(
        each["refused"]
        for figures in told["journeys"].values()
        for key, each in figures.items()
        if key.isdigit()
    )
    view = told["view"]
    started, worked = told["memory_started_mb"], told["memory_worked_mb"]
    return [
        ("memoria de los trabajadores, recién iniciado", started["workers"], "MB", MEMORY),
        ("memoria de los trabajadores, después de todo", worked["workers"], "MB", MEMORY),
        ("memoria de todos los procesos, recién iniciado", started["all"], "MB", None),
        ("memoria de todos los procesos, después de todo", worked["all"], "MB", None),
        ("arranque en frío hasta la primera página", told["cold_start_seconds"], "s", COLD_START),
        ("primera vista, con estilos y guiones", view["first"] / 1000, "KB", FIRST),
        ("vistas siguientes", view["later"] / 1000, "KB", LATER),
        ("respuestas que no fueron 200 ni 302", refused, "", 0),
    ]


def growth(results):
    """How much more ten times the rows cost, where both were measured."""
    by_size = {told["size"]: told for told in results}
    if not {"10000", "100000"} <= by_size.keys():
        return
    small, large = by_size["10000"], by_size["100000"]
    print(f"\nDe 10.000 a 100.000 ({small['engine']}): veces la CPU, meta ≤ {GROWTH}")
    for name, figures in large["journeys"].items():
        if name in small["journeys"]:
            times = times_bare(figures) / times_bare(small["journeys"][name])
            print(f"  {name:22}{times:>6.2f}  {verdict(times, GROWTH)}")


def verdict(value, most):
    return "cumplida" if value <= most else "NO CUMPLIDA"
