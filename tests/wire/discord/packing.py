"""How gateway payloads are packed: plain JSON, or one stream of zlib or zstd for a whole connection."""

import importlib
import json
import zlib
from collections.abc import Callable

from tests.wire.json_shapes import Json

Pack = Callable[[Json], str | bytes]


def plain(payload: Json) -> str:
    """JSON as it is."""
    return json.dumps(payload)


def pack_in(compress: str) -> Pack | None:
    """The packing that a client asked for; None where there is none of that name."""
    if not compress:
        return plain
    if compress == "zlib-stream":
        stream = zlib.compressobj()

        def pack(payload: Json) -> bytes:
            # Each message ends with the four bytes by which clients know that it is whole.
            return stream.compress(plain(payload).encode()) + stream.flush(zlib.Z_SYNC_FLUSH)

        return pack
    if compress == "zstd-stream":
        return _zstd()
    return None


def _zstd() -> Pack | None:
    """A stream of zstd, where Python brings it (3.14 on): elsewhere discord.py asks for zlib."""
    try:
        zstd = importlib.import_module("compression.zstd")
    except ImportError:
        return None
    stream = zstd.ZstdCompressor()

    def pack(payload: Json) -> bytes:
        packed: bytes = stream.compress(plain(payload).encode(), mode=stream.FLUSH_BLOCK)
        return packed

    return pack
