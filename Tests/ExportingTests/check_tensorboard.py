"""Reads an exported event file with the `tensorboard` package and compares it with the exported CSV.

    pip install tensorboard
    cxrl runs export RUN --csv curves.csv --tensorboard events
    python3 Tests/ExportingTests/check_tensorboard.py curves.csv events
"""

import csv
import math
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def main(table, folder):
    events = EventAccumulator(folder, size_guidance={"scalars": 0})
    events.Reload()
    with open(table, newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [key for key in rows[0] if key not in ("epoch", "elapsed_seconds")]
    assert sorted(events.Tags()["scalars"]) == sorted(keys), "other metrics"
    count = 0
    for key in keys:
        expected = [(int(row["epoch"]), float(row[key])) for row in rows if row[key]]
        found = [(event.step, event.value) for event in events.Scalars(key)]
        assert len(expected) == len(found), key
        for (epoch, value), (step, other) in zip(expected, found):
            same = math.isnan(value) and math.isnan(other)
            assert epoch == step, (key, epoch, step)
            assert same or math.isclose(value, other, rel_tol=1e-6, abs_tol=1e-30) or value == other
            count += 1
    print(f"{count} values of {len(keys)} metrics are the same")


if __name__ == "__main__":
    main(*sys.argv[1:])
