"""A plan and records in, its output out in the same order, worked on by Apache Spark: one machine or a whole cluster.

`Map` is Spark's mapPartitions; `Group` is a shuffle that sorts by (key, place in the input), so that groups stream from
disk in order. Only this file knows Spark. It needs the extra `isnad[cluster]` and Java 17 or later.
"""

from __future__ import annotations

import math
import os
import pickle
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from isnad.model import Failure, IsnadError, Rejected
from isnad.plan import Group, Map, Plan
from isnad.run.attempt import LIMIT, attempt
from isnad.run.gather import keyed
from isnad.run.kept import Rows, write_part
from isnad.run.serial import call_of, parts_of

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

WAVE = 20_000
"""Records handed to Spark at once where nothing has to be brought together: what the driver holds of the input."""

SLICE = 64
"""Records of one task: about a second of work, so that a lost task costs a second."""

TRIES = 4
"""Times a task is tried: a page that takes its process down costs two of them."""

LIGHT = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""For the one Java process of one machine: it passes bytes on, and is to leave the cores to the workers."""

SAMPLE = 1_000
"""Keys a part of a shuffle looked at to cut the keys into parts of like size."""


class Spark:
    """The engine of a cluster, or of one machine: exactly the output of `Serial`.

    `master` is Spark's own: `local[2]` for two cores of this machine, `spark://host:7077`, `yarn`, `k8s://…`; None
    takes what `spark-submit` or spark-defaults.conf say. Beyond `memory` a worker sorts on disk.
    """

    def __init__(
        self, master: str | None = "local[*]", limit: float = LIMIT, *, slice: int = SLICE, memory: str = "512m"
    ) -> None:
        self.limit = limit
        self.slice = 1 if math.isinf(limit) else slice  # a record without a limit, such as a shard, is a task by itself
        self.context = _context(master, memory)

    def run(self, plan: Plan, records: Iterable[Any]) -> Iterator[Any]:
        """Every output of the plan, in the order of the records (of the keys, after a `Group`)."""
        parts = parts_of(plan)
        if not any(isinstance(part, Group) for part in parts):
            rest = iter(records)
            while wave := list(islice(rest, WAVE)):
                yield from self._out(self._over(parts, self._in(wave)))
            return
        yield from self._out(self._over(parts, self._in(list(records))))

    def keep(self, plan: Plan, sources: tuple[Iterable[Any], ...], folder: str) -> list[Counter[str]]:
        """Write every output of the plan over sources, one after another, into parts of a folder, where it is made."""
        inputs = [self._read(source) for source in sources]
        records = self._over(parts_of(plan), self.context.union(inputs) if len(inputs) > 1 else inputs[0])
        written: list[Counter[str]] = records.mapPartitionsWithIndex(partial(_write, folder)).collect()
        return written

    def stop(self) -> None:
        """End the Spark application."""
        self.context.stop()

    def _read(self, source: Iterable[Any]) -> RDD[Any]:
        """What lies in parts is read where it lies, a part a task; small ones go together."""
        if isinstance(source, Rows) and source.parts:
            tasks = max(1, min(len(source.parts), source.count // self.slice))
            return self.context.parallelize(source.parts, tasks).flatMap(source.read)
        return self._in(list(source))

    def _in(self, records: list[Any]) -> RDD[Any]:
        """As many tasks for each core, so that none is idle while another works on the last."""
        cores = self.context.defaultParallelism
        return self.context.parallelize(records, max(1, cores * -(-len(records) // (cores * self.slice))))

    def _over(self, parts: list[tuple[Map, ...] | Group], records: RDD[Any]) -> RDD[Any]:
        for part in parts:
            records = self._group(part, records) if isinstance(part, Group) else self._map(part, records)
        return records

    def _out(self, records: RDD[Any]) -> Iterator[Any]:
        """Everything worked on at once and kept on the workers' disks, then read partition by partition, in order."""
        from pyspark import StorageLevel

        kept = records.mapPartitions(_packed).persist(StorageLevel.DISK_ONLY)
        kept.count()  # reading alone would work on one partition after another
        for packed in kept.toLocalIterator(prefetchPartitions=True):
            yield from pickle.loads(packed)
        kept.unpersist()

    def _map(self, maps: tuple[Map, ...], records: RDD[Any]) -> RDD[Any]:
        return records.mapPartitions(partial(_attempt_all, maps, self.limit), preservesPartitioning=True)

    def _group(self, step: Group, records: RDD[Any]) -> RDD[Any]:
        """Passed records first, then groups in order of key, each in the order of the input."""
        from pyspark import StorageLevel

        keys = records.mapPartitionsWithIndex(partial(_keyed, step, self.limit)).persist(StorageLevel.DISK_ONLY)
        total = keys.count()
        most = max(keys.getNumPartitions(), 4 * self.context.defaultParallelism)
        count = max(1, min(most, total // self.slice))
        share = min(1.0, SAMPLE * count / max(1, total))
        bounds = _bounds(keys.keys().map(_key_alone).sample(False, share, 7).collect(), count) if count > 1 else []
        sorted_ = keys.repartitionAndSortWithinPartitions(len(bounds) + 1, partial(_part_of, bounds))
        return sorted_.mapPartitions(partial(_call_groups, call_of(step), step.least, self.limit))


def _context(master: str | None, memory: str) -> SparkContext:
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkRuntimeError
    except ImportError:
        raise IsnadError("the engine spark needs PySpark and Java 17: pip install 'isnad[cluster]'") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    conf = SparkConf().setAppName("isnad")
    if master:
        conf = conf.setMaster(_patient(master)).set("spark.ui.enabled", "false")
        conf = conf.set("spark.ui.showConsoleProgress", "false")
        if master.startswith("local"):
            conf = conf.set("spark.driver.extraJavaOptions", LIGHT)
    conf = conf.set("spark.python.worker.memory", memory).set("spark.log.level", "ERROR")
    conf = conf.set("spark.python.daemon.module", "isnad.run.cluster")
    try:
        return SparkContext.getOrCreate(conf)
    except PySparkRuntimeError as error:
        raise IsnadError(
            f"Spark does not start ({error}): install Java 17 and set JAVA_HOME, or use another engine"
        ) from None


def _patient(master: str) -> str:
    """One machine tries a lost task again, as a cluster does: `local[2]` alone would end the run."""
    return f"{master[:-1]},{TRIES}]" if re.fullmatch(r"local\[[^,\]]+\]", master) else master


def _write(folder: str, number: int, records: Iterable[Any]) -> Iterator[Counter[str]]:
    yield write_part(records, folder, number)


def _packed(records: Iterable[Any]) -> Iterator[bytes]:
    """Outputs as bytes, which Spark's processes pass on without looking into them."""
    rest = iter(records)
    while block := list(islice(rest, SLICE)):
        yield pickle.dumps(block, pickle.HIGHEST_PROTOCOL)


def _attempt_all(maps: tuple[Map, ...], limit: float, records: Iterable[Any]) -> Iterator[Any]:
    for record in records:
        yield from attempt(maps, record, limit)


# --- grouping: ((kind, key, partition, place), record); kind 0 passes, kind 1 belongs to a group ---------------------

Key = tuple[int, str, int, int]


def _keyed(step: Group, limit: float, partition: int, records: Iterable[Any]) -> Iterator[tuple[Key, Any]]:
    for place, (record, keys) in enumerate(keyed(step, records, limit)):
        for key in keys:
            if isinstance(key, Rejected | Failure):
                yield (0, "", partition, place), key
            else:
                yield (1, key, partition, place), step.thin(record)


def _key_alone(key: Key) -> str:
    return key[1]


def _bounds(sample: list[str], parts: int) -> list[str]:
    """Keys that cut the sample into parts of like size: a group never stands on both sides of one."""
    keys = sorted(sample)
    return sorted({keys[len(keys) * n // parts] for n in range(1, parts)}) if keys else []


def _part_of(bounds: list[str], key: Key) -> int:
    return bisect_left(bounds, key[1]) if key[0] else 0


def _call_groups(call: Map, least: int, limit: float, items: Iterable[tuple[Key, Any]]) -> Iterator[Any]:
    by_key: Callable[[tuple[Key, Any]], tuple[int, str]] = _group_key
    for (kind, key), group in groupby(items, by_key):
        records = tuple(record for _, record in group)
        if not kind:
            yield from records
        elif len(records) >= least:
            yield from attempt((call,), (key, records), limit)


def _group_key(item: tuple[Key, Any]) -> tuple[int, str]:
    return item[0][:2]


if __name__ == "__main__":
    # Spark forks its workers from this process: what each would load is loaded here, once; none of it starts a thread
    import pyspark.worker  # noqa: F401
    from pyspark.daemon import manager

    import isnad.run.warm  # noqa: F401
    from isnad.run.worker import MEMORY, bound

    bound(MEMORY)
    manager()
