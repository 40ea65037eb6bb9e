#!/usr/bin/env python3
"""Reads this machine with libcprobe.so, without a compiler: a single file to copy.

    probe.py memory load           a line for each number: name, value, unit
    probe.py --root DIR memory     of a captured machine, or of a host at DIR

The library says at run time what its records contain (cprobe_fields), so nothing here repeats a struct
of C: with a newer library there are more names.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Type, Union

Number = Union[int, float, bool]

LIBRARY = "libcprobe.so.0"

UNITS = ["", "bytes", "ns", "%", "m%", "bit/s", "ticks", "m°C", "Hz", "rpm", "µV", "µA", "µW", "µJ", "µWh",
         "µAh", ""]
TYPES: List[Optional[Type[Any]]] = [  # By cprobe_type; None: not a number.
    ctypes.c_uint64, ctypes.c_uint32, ctypes.c_int32, ctypes.c_int64, ctypes.c_double, ctypes.c_bool, None]


class CField(ctypes.Structure):
    """cprobe_field: the only struct, besides the failure, whose layout this file knows. It does not change."""
    _fields_ = [("key", ctypes.c_char_p), ("key_length", ctypes.c_uint8), ("presence", ctypes.c_uint8),
                ("offset", ctypes.c_uint16), ("printed", ctypes.c_int), ("name", ctypes.c_char_p),
                ("type", ctypes.c_int), ("unit", ctypes.c_int), ("kind", ctypes.c_int),
                ("source", ctypes.c_char_p), ("since_major", ctypes.c_uint8), ("since_minor", ctypes.c_uint8),
                ("meaning", ctypes.c_char_p)]


class CFailure(ctypes.Structure):
    """cprobe_failure"""
    _fields_ = [("code", ctypes.c_int), ("line", ctypes.c_uint32), ("system_error", ctypes.c_int32),
                ("source", ctypes.c_char_p)]


@dataclass(frozen=True)
class Field:
    """A number that a record can have."""
    name: str
    unit: str
    source: str
    meaning: str
    offset: int
    presence: int
    type: Type[Any]


@dataclass(frozen=True)
class Record:
    """A record of C, as the library describes it: the fields of a struct of its name or in that struct."""
    presence: Optional[int]  # The offset of its bits; None: all fields are always there.
    fields: List[Field]


class ProbeError(Exception):
    """What could not be read, and why."""

    def __init__(self, library: Library, failure: CFailure) -> None:
        self.code = library.result_name(failure.code)
        self.source = (failure.source or b"").decode()
        self.system_error = failure.system_error
        super().__init__(f"{self.source}: {self.code}")


class Library:
    """libcprobe.so with its records by name."""

    def __init__(self, path: str = LIBRARY) -> None:
        self.c = c = ctypes.CDLL(path)
        for name in ("cprobe_collector_bytes", "cprobe_struct_bytes"):
            getattr(c, name).restype = ctypes.c_size_t
        c.cprobe_struct_bytes.argtypes = [ctypes.c_char_p]
        c.cprobe_record_name.restype = ctypes.c_char_p
        c.cprobe_result_name.restype = ctypes.c_char_p
        c.cprobe_record_presence.restype = ctypes.c_bool
        c.cprobe_fields.restype = ctypes.POINTER(CField)
        c.cprobe_collector_open_sized.argtypes = [
            ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
        for struct, what in ((CField, "field"), (CFailure, "failure")):
            if ctypes.sizeof(struct) != self.struct_bytes(what):
                raise ImportError(f"{path} has another cprobe_{what} than this file")
        self.records: Dict[str, Record] = {}
        number = 0
        while (record := c.cprobe_record_name(number)) is not None:
            self.records[record.decode()] = self._record(number)
            number += 1

    def _record(self, number: int) -> Record:
        count, offset = ctypes.c_size_t(), ctypes.c_size_t()
        rows = self.c.cprobe_fields(number, ctypes.byref(count))
        has_bits = self.c.cprobe_record_presence(number, ctypes.byref(offset))
        fields = []
        for row in rows[:count.value]:
            type_ = TYPES[row.type] if row.type < len(TYPES) else None
            if type_ is not None:
                unit = UNITS[row.unit] if row.unit < len(UNITS) else ""
                fields.append(Field(row.name.decode(), unit, row.source.decode(), row.meaning.decode(), row.offset,
                                    row.presence, type_))
        return Record(offset.value if has_bits else None, fields)

    def struct_bytes(self, name: str) -> int:
        """The size of the struct cprobe_NAME."""
        return int(self.c.cprobe_struct_bytes(name.encode()))

    def result_name(self, code: int) -> str:
        """The name of a result, as in "not_found"."""
        return str(self.c.cprobe_result_name(code).decode())

    def values(self, record: Record, storage: ctypes.Array[ctypes.c_char]) -> Dict[str, Optional[Number]]:
        """The fields of a record that was read. None is not known, which is not 0."""
        bits = (ctypes.c_uint64 * 2).from_buffer(storage, record.presence) if record.presence is not None else None
        found: Dict[str, Optional[Number]] = {}
        for field in record.fields:
            is_there = bits is None or bits[field.presence // 64] >> field.presence % 64 & 1
            found[field.name] = field.type.from_buffer(storage, field.offset).value if is_there else None
        return found


class Collector:
    """Reads sections. One thread at a time may use it; close() it, or use it with `with`."""

    # By section, which has the name of its struct and of its record: the arguments of its call between the struct and
    # the failure. A list has the name of the struct of its items. Storage has the size of the struct: a record can be
    # a part of what a call writes (that of "disk" is the counters of one device).
    SECTIONS: Mapping[str, List[Optional[str]]] = {
        "memory": [None], "load": [], "cpu": ["logical_cpu", None], "network": ["interface"], "protocols": [],
        "connections": []}
    ITEMS = 256

    def __init__(self, root: str = "/", library: Optional[Library] = None) -> None:
        self.library = library or Library(os.environ.get("LIBCPROBE", LIBRARY))
        size = self.library.c.cprobe_collector_bytes()
        self._storage = (ctypes.c_uint64 * ((size + 7) // 8))()
        failure = CFailure()
        # Without a layout: no struct of this file is handed over but the failure.
        if self.library.c.cprobe_collector_open_sized(
                self._storage, ctypes.sizeof(self._storage), None, os.fsencode(root), 0, ctypes.byref(failure)):
            raise ProbeError(self.library, failure)

    def read(self, section: str) -> Dict[str, Optional[Number]]:
        """The numbers of a section by their names. Raises ProbeError if it cannot be read at all."""
        record = self.library.records[section]
        # In whole pieces of 64 bits, which C needs.
        storage = ctypes.create_string_buffer((self.library.struct_bytes(section) + 7) // 8 * 8)
        count, failure, capacity = ctypes.c_size_t(), CFailure(), self.ITEMS
        self.library.c.cprobe_collector_begin(self._storage)
        while True:
            arguments: List[object] = []
            for item in self.SECTIONS[section]:
                if item is None:
                    arguments += [None]  # Nothing is shared with other sections.
                else:
                    items = ctypes.create_string_buffer(self.library.struct_bytes(item) * capacity)
                    arguments += [items, ctypes.c_size_t(capacity), ctypes.byref(count)]
            if not getattr(self.library.c, f"cprobe_{section}_read")(
                    self._storage, storage, *arguments, ctypes.byref(failure)):
                break
            if count.value <= capacity:
                raise ProbeError(self.library, failure)
            capacity = count.value * 2  # There are more items than fit.
        return self.library.values(record, storage)

    def close(self) -> None:
        """Closes its descriptors. Harmless if called twice."""
        self.library.c.cprobe_collector_close(self._storage)

    def __enter__(self) -> Collector:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def main() -> int:
    parser = argparse.ArgumentParser(description="Reads this machine with libcprobe.so.")
    parser.add_argument("--root", default="/", help="a captured machine, or a host at /host")
    parser.add_argument("sections", nargs="*", default=["memory", "load"], metavar="SECTION",
                        help="of " + ", ".join(Collector.SECTIONS))
    words = parser.parse_args()
    for section in words.sections:
        if section not in Collector.SECTIONS:
            parser.error(f"no such section: {section}")
    status = 0
    try:
        library = Library(os.environ.get("LIBCPROBE", LIBRARY))
    except (OSError, ImportError, AttributeError) as error:  # None, of other structs, or without a function.
        print(f"probe.py: {error}", file=sys.stderr)
        return 1
    try:
        with Collector(words.root, library) as collector:
            for section in words.sections:
                try:
                    show(collector, section)
                except ProbeError as error:
                    print(f"{section}: {error}", file=sys.stderr)
                    status = 1
    except ProbeError as error:
        print(f"{words.root}: {error}", file=sys.stderr)
        status = 1
    return status


def show(collector: Collector, section: str) -> None:
    """Prints the numbers of a section that are known."""
    units = {field.name: field.unit for field in collector.library.records[section].fields}
    for name, value in collector.read(section).items():
        if value is not None:
            print(f"{section}.{name} {value} {units[name]}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
